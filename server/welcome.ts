import { VERSION } from './version.ts'

/** What the server says once it listens: where, and how anybody gets in. */
export function welcome(
  { url, firstLinks }: { url: string; firstLinks: readonly { name: string; partner: string; url: string }[] },
  publicUrl: string | null,
): string {
  const head = `Throughline ${VERSION} on ${publicUrl ?? url}\n`
  if (firstLinks.length === 0)
    return `${head}A sign-in link for anyone: npm run admin -- invite --workspace W --name N --partner P --role R\n`
  const width = Math.max(...firstLinks.map(({ name, partner }) => `${name}, ${partner}`.length))
  const lines = firstLinks.map(
    ({ name, partner, url }) => `  ${`${name}, ${partner}`.padEnd(width)}  ${url}\n`,
  )
  return `${head}\nSign-in links of the starter workspace, each for one use within seven days:\n${lines.join('')}\n`
}
