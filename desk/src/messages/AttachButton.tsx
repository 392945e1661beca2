import { AttachIcon, IconButton } from '@parley/ui';
import { useRef, type ReactNode } from 'react';
import { t } from '../words.ts';

/** For the browser's dialog; what is sent is judged by its content. */
const accepted = 'image/jpeg,image/png,image/gif,image/webp,application/pdf';

/** Chooses files to send. */
export function AttachButton({ onFiles }: { readonly onFiles: (files: Iterable<File>) => void }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accepted}
        aria-label={t('message.attach')}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
      <IconButton icon={AttachIcon} label={t('message.attach')} onClick={() => input.current?.click()} />
    </>
  );
}
