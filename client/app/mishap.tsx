import { RotateCw } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Strip } from '../ui/strip.tsx'

/** Catches what a page throws: says so, keeps the bar, and offers the way on. Unsaved words are on this device. */
export class Mishap extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }
  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <main id="main" className="narrow-page" tabIndex={-1}>
        <Strip
          icon={RotateCw}
          tone="stop"
          acts={
            <Button look="text" onPress={() => location.reload()}>
              Reload the page
            </Button>
          }
        >
          This page could not go on. What you wrote is kept on this device. Reload the page to go on.
        </Strip>
      </main>
    )
  }
}
