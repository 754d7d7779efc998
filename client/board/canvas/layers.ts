import type { ComponentType } from 'react'
import { Bringing } from '../tools/bringing.tsx'
import { LineInHand, SideHandles } from '../tools/connector-tool.tsx'
import { ToolDialogs } from '../tools/dialogs.tsx'
import { FindPanel } from '../tools/find-panel.tsx'
import { LaserLayer } from '../tools/laser-tool.tsx'
import { Lines } from '../tools/lines.tsx'
import { BoardMap } from '../tools/minimap.tsx'
import { Guides } from '../tools/snapping.tsx'

/**
 * What is drawn in board px over the things, in this order: connectors, guides, drafts of tools. Each is a part that
 * reads the canvas (`useCanvas`) and draws in a `ViewportPortal`.
 */
export const LAYERS: readonly ComponentType[] = [Lines, Guides, LineInHand, SideHandles, LaserLayer, BoardMap]

/** What stands over the canvas in px of the window: the minimap, find. */
export const CHROME: readonly ComponentType[] = [FindPanel, Bringing, ToolDialogs]
