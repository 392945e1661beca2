import type { LiveEngagement } from '@parley/call';
import type * as Ink from './ink.ts';
import type { InkDeed, InkHistory, Size } from '@parley/ink';
import type { InkTarget, LivePicture, Stroke, DrawnStroke } from '@parley/protocol';
import { isOn } from '@parley/engagement';
import { useEffect, useState } from 'preact/hooks';
import { useCall, useShared } from '../shared.ts';
import { ownSourceOfNews, subjectOf, type Subject } from './subject.ts';

/** Loaded when there is something to draw, or to look at closer: most calls need none of it. */
export type InkModule = typeof Ink;

let module: Promise<InkModule> | undefined;
/** Fails when the network is away; the next one to ask tries again. */
function loadInk(): Promise<InkModule> {
  module ??= import('./ink.ts').catch((error: unknown) => {
    module = undefined;
    throw error;
  });
  return module;
}

/** The ink's code, once it is wanted and here. */
export function useInkModule(isWanted: boolean): InkModule | undefined {
  const [loaded, setLoaded] = useState<InkModule>();
  const connection = useCall((state) => state.connection.phase);
  useEffect(() => {
    if (!isWanted || loaded) return;
    // Without it the call goes on; a connection that is back brings the next try.
    loadInk().then(setLoaded, () => undefined);
  }, [isWanted, loaded, connection]);
  return loaded;
}

/** For so long the own picture stays on the stage after somebody last pointed at it, milliseconds. */
const lingerMs = 3_000;

/** The size of an element, CSS pixels; nothing until it is known. */
export function useBox(element: HTMLElement | null): Size | undefined {
  const [box, setBox] = useState<Size>();
  useEffect(() => {
    if (!element) return undefined;
    const observer = new ResizeObserver(() =>
      setBox({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return box;
}

/** What is on the stage because somebody points something out in it. */
export function useSubject(engagement: LiveEngagement): Subject | undefined {
  const { client } = useShared();
  const [pointedAt, setPointedAt] = useState<LivePicture['source']>();
  const { selfId } = engagement;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = client.annotation.onLane((_, news) => {
      const source = ownSourceOfNews(news, selfId);
      if (!source) return;
      clearTimeout(timer);
      setPointedAt(source);
      timer = setTimeout(() => setPointedAt(undefined), lingerMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, selfId]);
  return subjectOf(engagement, pointedAt);
}

/** What the customer can draw with. */
export type PencilTool = 'pen' | 'arrow' | 'marker' | 'text';
export const pencilTools: readonly PencilTool[] = ['pen', 'arrow', 'marker', 'text'];

/** The customer's pencil: in hand or not, and what was done with it. */
export interface Pencil {
  readonly tool: PencilTool | undefined;
  readonly setTool: (tool: PencilTool | undefined) => void;
  readonly did: (deed: InkDeed) => void;
  readonly undo: (() => void) | undefined;
  /** Everything own on every picture. */
  readonly clear: (() => void) | undefined;
}

/** Without what the server adds. */
const strokeOf = ({ participantId: _, at: __, number: ___, ...stroke }: DrawnStroke): Stroke => stroke;

export function usePencil({ selfId }: LiveEngagement, mayDraw: boolean): Pencil {
  const { client } = useShared();
  const ink = useCall((state) => state.annotation.ink);
  const [chosen, setTool] = useState<PencilTool>();
  const tool = mayDraw ? chosen : undefined;
  const module = useInkModule(tool !== undefined);
  const [history, setHistory] = useState<InkHistory>();
  const own = ink.filter(({ participantId }) => participantId === selfId);
  const { annotation } = client;
  const undo = (): void => {
    const before = history ?? module?.historyOf(own.map(strokeOf));
    const step = before && module?.undone(before, (id) => own.some((stroke) => stroke.id === id));
    if (!step) return;
    setHistory(step.history);
    if (step.change.kind === 'erase') void annotation.erase(step.change.strokeIds);
    else if (step.change.kind === 'draw')
      for (const stroke of step.change.strokes) void annotation.draw(stroke);
  };
  const did = (deed: InkDeed): void => {
    if (module) setHistory((before) => module.withDeed(before ?? module.historyOf(own.map(strokeOf)), deed));
  };
  const clear = (): void => {
    did({ kind: 'erased', strokes: own.map(strokeOf) });
    void annotation.erase(own.map(({ id }) => id));
  };
  return {
    tool,
    setTool,
    did,
    undo: own.length > 0 ? undo : undefined,
    clear: own.length > 0 ? clear : undefined,
  };
}

export const isAnyOn = (ink: readonly DrawnStroke[], target: InkTarget): boolean =>
  ink.some((stroke) => isOn(stroke, target));
