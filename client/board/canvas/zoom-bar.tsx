import { useStore as useFlow } from '@xyflow/react'
import { CircleQuestionMark, Maximize, Minus, Plus } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useCanvas } from './canvas.ts'
import { zoomBy, zoomTo } from './view.ts'

/** Zoom, all of it, and what the keys do. */
export function ZoomBar({ help }: { help: () => void }) {
  const canvas = useCanvas()
  const zoom = useFlow(({ transform }) => Math.round(transform[2] * 100))
  return (
    <div className="zoom-bar nokey nopan" role="group" aria-label="Zoom">
      <Button look="plain" aria-label="Zoom out" onPress={() => zoomBy(canvas, 0.8)}>
        <Icon of={Minus} />
      </Button>
      <Button look="plain" aria-label={`${zoom}%, show at real size`} onPress={() => zoomTo(canvas, 1)}>
        <span className="num">{zoom}%</span>
      </Button>
      <Button look="plain" aria-label="Zoom in" onPress={() => zoomBy(canvas, 1.25)}>
        <Icon of={Plus} />
      </Button>
      <Button look="plain" aria-label="Show the whole board" onPress={() => zoomTo(canvas, 'all')}>
        <Icon of={Maximize} />
      </Button>
      <Button look="plain" aria-label="Keys of the board" onPress={help}>
        <Icon of={CircleQuestionMark} />
      </Button>
    </div>
  )
}
