import type { CannedReply } from '@parley/protocol';
import { maxMessageLength } from '@parley/protocol/constants';
import { CannedIcon, EmojiIcon, IconButton, Popover, SendIcon } from '@parley/ui';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useClient } from '../client/desk-context.ts';
import { t } from '../words.ts';
import { AttachButton } from './AttachButton.tsx';
import { CannedList } from './CannedList.tsx';
import styles from './Composer.module.css';
import { EmojiGrid } from './EmojiGrid.tsx';

const saysWhatIsLeft = 300;

/** Where a message is written. `/` at its beginning looks for a reply at hand. */
export function Composer({ canned }: { readonly canned: readonly CannedReply[] }): ReactNode {
  const { messaging } = useClient();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState<'canned' | 'emoji'>();
  const hintId = useId();
  const left = maxMessageLength - text.length;
  const search = canned.length > 0 && text.startsWith('/') ? text.slice(1) : undefined;

  const write = (next: string): void => {
    setText(next);
    messaging.typing(next.trim() !== '' && !next.startsWith('/'));
  };
  const insert = (piece: string): void => {
    const { selectionStart: start = text.length, selectionEnd: end = text.length } = box.current ?? {};
    write(`${text.slice(0, start)}${piece}${text.slice(end)}`);
    setOpen(undefined);
    box.current?.focus();
  };
  const take = (reply: CannedReply): void => {
    write(reply.text);
    setOpen(undefined);
    box.current?.focus();
  };
  const send = (): void => {
    const written = text.trim();
    if (written === '' || search !== undefined) return;
    void messaging.send(written);
    setText('');
    box.current?.focus();
  };
  const sendFiles = (files: Iterable<File>): void => {
    for (const file of files) void messaging.sendFile(file);
    box.current?.focus();
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const [first] = search === undefined ? [] : matching(canned, search);
    if (first) take(first);
    else send();
  };
  return (
    <form
      className={styles['composer']}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {search !== undefined && <CannedList replies={matching(canned, search)} onChoose={take} />}
      <textarea
        ref={box}
        className={styles['box']}
        rows={1}
        value={text}
        maxLength={maxMessageLength}
        aria-label={t('message.write')}
        aria-describedby={hintId}
        placeholder={t('message.write')}
        dir="auto"
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={pressed}
        onDrop={(event) => {
          if (event.dataTransfer.files.length === 0) return;
          event.preventDefault();
          sendFiles(event.dataTransfer.files);
        }}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return;
          event.preventDefault();
          sendFiles(event.clipboardData.files);
        }}
      />
      <div className={styles['tools']}>
        <AttachButton onFiles={sendFiles} />
        <Popover
          label={t('message.emoji')}
          surface="call"
          open={open === 'emoji'}
          onOpenChange={(isOpen) => setOpen(isOpen ? 'emoji' : undefined)}
          trigger={<IconButton icon={EmojiIcon} label={t('message.emoji')} />}
        >
          <EmojiGrid onChoose={insert} />
        </Popover>
        {canned.length > 0 && (
          <Popover
            label={t('message.canned')}
            surface="call"
            open={open === 'canned'}
            onOpenChange={(isOpen) => setOpen(isOpen ? 'canned' : undefined)}
            trigger={<IconButton icon={CannedIcon} label={t('message.canned')} />}
          >
            <CannedList replies={canned} onChoose={take} />
          </Popover>
        )}
        <p id={hintId} className={left < saysWhatIsLeft ? styles['left'] : styles['hint']}>
          {left < saysWhatIsLeft ? t('message.left', { count: left }) : t('message.hint')}
        </p>
        <IconButton icon={SendIcon} label={t('message.send')} type="submit" disabled={text.trim() === ''} />
      </div>
    </form>
  );
}

function matching(canned: readonly CannedReply[], search: string): readonly CannedReply[] {
  const wanted = search.trim().toLocaleLowerCase();
  return canned.filter(({ title, text }) => `${title} ${text}`.toLocaleLowerCase().includes(wanted));
}
