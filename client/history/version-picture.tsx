import { useEffect, useState } from 'react'

/** How a board looked; the list below it says the same in words. */
export function VersionPicture({ svg }: { svg: string }) {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
    // oxlint-disable-next-line react/set-state-in-effect -- an address is made and given back with the picture
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [svg])
  return address === null ? null : (
    <img
      className="version-picture"
      src={address}
      alt="How the board looked. The list below says the same in words."
    />
  )
}
