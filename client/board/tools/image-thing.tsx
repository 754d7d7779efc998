import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import { isImageAddress } from '../../../shared/narrative/addresses.ts'
import { Icon } from '../../ui/icon.tsx'
import type { ThingProps } from '../canvas/thing-props.ts'
import { useHere } from '../here.ts'

/** An uploaded image; one that nobody has described says so. */
export function ImageThing({ item }: ThingProps) {
  const { workspace } = useHere()
  const [lost, setLost] = useState(false)
  const src = `/api/w/${workspace}/images/${item.image ?? ''}`
  // Any client can write anything into the document: only an image of this workspace is ever loaded.
  const known = item.image !== null && isImageAddress(src)
  return (
    <div className="image-thing">
      {known && !lost ? (
        <img src={src} alt={item.alt} draggable={false} onError={() => setLost(true)} />
      ) : (
        <p className="is-lost">
          <Icon of={ImageOff} /> This image is not here.
        </p>
      )}
      {item.alt.trim() === '' ? <span className="undescribed">No description</span> : null}
    </div>
  )
}
