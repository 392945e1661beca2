import { shownSize } from '@parley/call';
import { fileSize } from '@parley/ui/text';
import type { Message } from '@parley/protocol';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../icons.tsx';
import { useShared } from '../shared.ts';

/** The content's address in this page while it is shown; `missing` when it can't be had. */
function useContent({ id, file, isFileDeleted }: Message): string | undefined {
  const { client } = useShared();
  const [url, setUrl] = useState<string>();
  const sha256 = isFileDeleted ? undefined : file?.sha256;
  useEffect(() => {
    let made: string | undefined;
    let isOver = false;
    if (sha256)
      void client.messaging.loadFile(id).then((content) => {
        if (isOver) return;
        made = content instanceof Blob ? URL.createObjectURL(content) : undefined;
        setUrl(made ?? 'missing');
      });
    return () => {
      isOver = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [client, id, sha256]);
  return url;
}

/** A picture as it is, a document by its name. */
export function FileOf({ message }: { readonly message: Message }): JSX.Element | null {
  const { t, language } = useShared();
  const url = useContent(message);
  const { text: name, file, isFileDeleted } = message;
  if (!file) return null;
  if (isFileDeleted || url === 'missing')
    return (
      <p class="message-reach">
        {t(isFileDeleted ? 'message.file-deleted' : 'message.file-missing', { name })}
      </p>
    );
  const { width, height } = file;
  return (
    <a
      class={width ? 'message-picture' : 'message-document'}
      {...(url !== undefined && { href: url })}
      target="_blank"
      rel="noopener"
      {...(width && { 'aria-label': t('message.file-open', { name }) })}
      {...(width === undefined && { download: name })}
    >
      {width ? (
        <img src={url} {...shownSize(width, height)} alt={name} />
      ) : (
        <>
          <Icon name="file" size={20} />
          <span>
            {name}
            <span class="soft message-size">{fileSize(file.bytes, language)}</span>
          </span>
        </>
      )}
    </a>
  );
}

/** For the browser's dialog; what is sent is judged by its content. */
const accepted = 'image/jpeg,image/png,image/gif,image/webp,application/pdf';

export function AttachButton({
  onFiles,
}: {
  readonly onFiles: (files: FileList | null) => void;
}): JSX.Element {
  const { t } = useShared();
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
          onFiles(currentTarget.files);
          currentTarget.value = '';
        }}
      />
      <button
        type="button"
        class="quiet attach"
        aria-label={t('message.attach')}
        onClick={() => input.current?.click()}
      >
        <Icon name="attach" size={20} />
      </button>
    </>
  );
}
