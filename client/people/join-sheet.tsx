import type { ReactNode } from 'react'
import { BrandMark } from '../ui/brand.tsx'
import './people.css'

/** The one narrow sheet of everything before a person is in. */
export const JoinSheet = ({ title, children }: { title: string; children: ReactNode }) => (
  <main id="main" className="join-page" tabIndex={-1}>
    <div className="join">
      <span className="brand" aria-hidden>
        <BrandMark />
        Throughline
      </span>
      <h1>{title}</h1>
      {children}
    </div>
  </main>
)
