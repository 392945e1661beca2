import { fadesAt } from '@parley/engagement';
import { inkHand, InkLayer, type InkDeed, type InkSaying } from '@parley/ink';
import type { ParticipantId } from '@parley/protocol';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useClient } from '../client/desk-context.ts';
import { nameOf, type OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';

interface Facts {
  readonly engagement: OwnEngagement;
  readonly onDeed: (deed: InkDeed) => void;
  readonly onSay: (saying: InkSaying) => void;
}

const authorIn = ({ state }: OwnEngagement, id: ParticipantId): string =>
  nameOf(state.participants.find((participant) => participant.id === id));

/** Keeps one layer of ink over the host, tied to the client: what is drawn goes out, what others draw comes in. */
export function useInkLayer(host: RefObject<HTMLElement | null>, facts: Facts): InkLayer | undefined {
  const client = useClient();
  const latest = useRef(facts);
  const [layer, setLayer] = useState<InkLayer>();
  useEffect(() => {
    latest.current = facts;
  });
  useEffect(() => {
    if (!host.current) return;
    const { annotation, store } = client;
    const deed = (done: InkDeed): void => latest.current.onDeed(done);
    const made = new InkLayer(host.current, {
      hand: inkHand,
      label: t('ink.surface'),
      textLabel: t('ink.text-label'),
      newId: () => annotation.newStrokeId(),
      authorOf: (id) => authorIn(latest.current.engagement, id),
      fadesAt: (stroke) => fadesAt(stroke, latest.current.engagement.state.scenario),
      serverNow: () => Date.now() + store.getState().serverOffsetMs,
      onGrow: (growing) => annotation.grow(growing),
      onAbandon: (strokeId) => annotation.abandon(strokeId),
      onStroke: (stroke) => deed({ kind: 'drew', stroke }),
      onChange: (before, after) => deed({ kind: 'changed', before, after }),
      onErase: (strokes) => deed({ kind: 'erased', strokes }),
      onPoint: (pointer) => annotation.point(pointer),
      onSay: (saying) => latest.current.onSay(saying),
    });
    const stopListening = annotation.onLane((participantId, body) => {
      if (body.topic === 'stroke') made.grow(participantId, body);
      else if (body.topic === 'stroke-gone') made.abandon(participantId, body.strokeId);
      else if (body.topic === 'gone') made.abandon(participantId);
      else if (body.topic === 'pointer') made.point(participantId, body);
    });
    setLayer(made);
    return () => {
      stopListening();
      made.close();
      setLayer(undefined);
    };
  }, [client, host]);
  return layer;
}
