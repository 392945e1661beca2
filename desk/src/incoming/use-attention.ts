import type { IncomingInvitation } from '@parley/protocol';
import { useEffect } from 'react';
import { t } from '../words.ts';
import { startRinging } from './ringtone.ts';

/** Sound, the window's title and, when the window is hidden, a desktop notification, for as long as it rings. */
export function useAttention({
  invitationId,
  channel,
  customerName,
  scenarioName,
}: IncomingInvitation): void {
  const kind = t(`incoming.${channel}`);
  const name = customerName ?? t('common.unknown-customer');
  useEffect(() => startRinging(), [invitationId]);
  useEffect(() => flashTitle(kind), [kind]);
  useEffect(
    () => showNotification(kind, `${name} · ${scenarioName}`, invitationId),
    [kind, name, scenarioName, invitationId],
  );
}

function flashTitle(text: string): () => void {
  const before = document.title;
  let on = true;
  document.title = text;
  const timer = setInterval(() => {
    on = !on;
    document.title = on ? text : before;
  }, 1_000);
  return () => {
    clearInterval(timer);
    // A page that came meanwhile has its own title already.
    if (document.title === text || document.title === before) document.title = before;
  };
}

function showNotification(title: string, body: string, invitationId: string): (() => void) | undefined {
  if (!document.hidden || !('Notification' in window) || Notification.permission !== 'granted') return;
  const notification = new Notification(title, { body, tag: invitationId, requireInteraction: true });
  notification.addEventListener('click', () => {
    window.focus();
    notification.close();
  });
  return () => notification.close();
}
