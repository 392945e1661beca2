import type { InkColor, InkWidth } from '@parley/protocol';
import { useState } from 'react';
import { usePreference } from '../settings/preference.ts';
import { colors, tools, widths, type PencilTool } from './tools.ts';

/** The associate's pencil: whether it is in the hand, and what it draws; the choices are remembered. */
export interface Pencil {
  readonly inHand: boolean;
  readonly tool: PencilTool;
  readonly color: InkColor;
  readonly width: InkWidth;
  readonly take: () => void;
  readonly putAway: () => void;
  readonly chooseTool: (tool: PencilTool) => void;
  readonly chooseColor: (color: InkColor) => void;
  readonly chooseWidth: (width: InkWidth) => void;
}

const toolNames = tools.map(({ tool }) => tool);

/** `possible`: it is put away by itself as soon as it is not, and not taken up again by itself. */
export function usePencil(possible: boolean): Pencil {
  const [inHand, setInHand] = useState(false);
  const [tool, chooseTool] = usePreference('ink-tool', toolNames, 'pen');
  const [color, chooseColor] = usePreference('ink-color', colors, 'red');
  const [width, chooseWidth] = usePreference('ink-width', widths, 'medium');
  if (inHand && !possible) setInHand(false);
  return {
    inHand: inHand && possible,
    tool,
    color,
    width,
    take: () => setInHand(true),
    putAway: () => setInHand(false),
    chooseTool,
    chooseColor,
    chooseWidth,
  };
}
