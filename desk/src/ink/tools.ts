import type { InkColor, InkTool, InkWidth } from '@parley/protocol';
import {
  ArrowIcon,
  EllipseIcon,
  HighlighterIcon,
  LineIcon,
  MarkerIcon,
  PenIcon,
  PointerIcon,
  RectangleIcon,
  SelectIcon,
  TextIcon,
  type Icon,
} from '@parley/ui';

/** What the pencil can be: something that makes a stroke, or one of the two that make none. */
export type PencilTool = InkTool | 'select' | 'pointer';

interface ToolDefinition {
  readonly tool: PencilTool;
  readonly icon: Icon;
  /** Digits, for letters belong to the controls of the call; only the pointer has a letter (for 0 is a still's zoom). */
  readonly shortcut: string;
}

/** In the order of the palette. */
export const tools: readonly ToolDefinition[] = [
  { tool: 'select', icon: SelectIcon, shortcut: '1' },
  { tool: 'pen', icon: PenIcon, shortcut: '2' },
  { tool: 'highlighter', icon: HighlighterIcon, shortcut: '3' },
  { tool: 'arrow', icon: ArrowIcon, shortcut: '4' },
  { tool: 'line', icon: LineIcon, shortcut: '5' },
  { tool: 'rectangle', icon: RectangleIcon, shortcut: '6' },
  { tool: 'ellipse', icon: EllipseIcon, shortcut: '7' },
  { tool: 'marker', icon: MarkerIcon, shortcut: '8' },
  { tool: 'text', icon: TextIcon, shortcut: '9' },
  { tool: 'pointer', icon: PointerIcon, shortcut: 'L' },
];

export const colors = [
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'violet',
] as const satisfies readonly InkColor[];
export const widths = ['thin', 'medium', 'thick'] as const satisfies readonly InkWidth[];

export const colorShortcut = 'C';
export const widthShortcut = 'W';

/** The one after it, and after the last the first. */
export function nextOf<Value>(values: readonly Value[], value: Value): Value {
  return values[(values.indexOf(value) + 1) % values.length] ?? value;
}
