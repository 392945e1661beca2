// @vitest-environment happy-dom
import type { DeskClient } from '@parley/call';
import type { EngagementState } from '@parley/protocol';
import { TooltipProvider } from '@parley/ui';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { running, selfId } from '../../test/harness/record.ts';
import { callActions } from './actions.ts';
import { CallToolbar } from './CallToolbar.tsx';
import { ownEngagement } from './use-engagement.ts';

afterEach(cleanup);

function draw(client: Partial<DeskClient> = {}, state: Partial<EngagementState> = {}) {
  const nothing = (): void => undefined;
  const actions = callActions({
    engagement: ownEngagement({ state: { ...running, ...state }, selfId })!,
    client: client as DeskClient,
    screen: 'off',
    picture: {
      pencilInHand: false,
      takePencil: nothing,
      putPencilAway: nothing,
      freeze: nothing,
      unfreeze: nothing,
    },
    messages: { isShown: false, isOpen: false, setOpen: () => undefined },
    gallery: { isOpen: false, toggle: undefined },
    isSupervisor: false,
    canSendSms: true,
    informationOpen: false,
    toggleInformation: nothing,
    open: {
      options: nothing,
      devices: nothing,
      help: nothing,
      exitQuestion: nothing,
      add: nothing,
      transfer: nothing,
      takeOver: nothing,
      sms: nothing,
      shareCamera: nothing,
      meeting: nothing,
      device: nothing,
    },
  });
  render(
    <TooltipProvider>
      <CallToolbar actions={actions} optionsOpen={false} onOptionsOpenChange={nothing} />
    </TooltipProvider>,
  );
  return within(screen.getByRole('toolbar', { name: 'Call controls' }));
}

test('every control is a button by its contract name, and toggles tell their state', () => {
  const toolbar = draw();
  for (const name of ['Mute', 'Video', 'Annotate', 'Freeze', 'Pause', 'Exit', 'Options'])
    expect(toolbar.getByRole('button', { name })).toBeTruthy();
  expect(toolbar.getByRole('button', { name: 'Video' }).getAttribute('aria-pressed')).toBe('true');
  expect(toolbar.getByRole('button', { name: 'Mute' }).getAttribute('aria-pressed')).toBe('false');
  expect(toolbar.getByRole('button', { name: 'Exit' }).hasAttribute('aria-pressed')).toBe(false);
});

test('a control that keeps its place does nothing, and says why', () => {
  const annotate = draw({}, { forbidden: ['ink'] }).getByRole('button', { name: 'Annotate' });
  fireEvent.click(annotate);
  expect(annotate.getAttribute('aria-disabled')).toBe('true');
  expect(annotate.getAttribute('aria-description')).toMatch(/does not want anything to be drawn/);
});

test('arrow keys walk along it, round the end', () => {
  const toolbar = draw();
  const mute = toolbar.getByRole('button', { name: 'Mute' });
  mute.focus();
  fireEvent.keyDown(mute, { key: 'ArrowLeft' });
  expect(document.activeElement).toBe(toolbar.getByRole('button', { name: 'Options' }));
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowRight' });
  expect(document.activeElement).toBe(mute);
});

test('a press reaches the client', () => {
  const asked: string[] = [];
  const mute = () => {
    asked.push('mute');
    return Promise.resolve({ ok: true as const });
  };
  fireEvent.click(draw({ mute }).getByRole('button', { name: 'Mute' }));
  expect(asked).toEqual(['mute']);
});
