import { useEffect, useRef, type ImgHTMLAttributes, type ReactNode } from 'react';

interface FileImageProps extends Omit<ImgHTMLAttributes<HTMLImageElement>, 'src' | 'alt'> {
  readonly file: Blob;
  readonly alt?: string;
}

/**
 * A picture that is in memory. Only once it is decoded does it carry `data-shown`, for whoever lets what is under it show
 * until then: a large picture takes a moment.
 */
export function FileImage({ file, alt = '', ...rest }: FileImageProps): ReactNode {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const element = image.current;
    if (!element) return;
    const url = URL.createObjectURL(file);
    let isGone = false;
    element.src = url;
    element.decode().then(
      () => {
        if (!isGone) element.dataset['shown'] = '';
      },
      // Not a picture after all, or replaced meanwhile: what is under it stays.
      () => undefined,
    );
    return () => {
      isGone = true;
      delete element.dataset['shown'];
      URL.revokeObjectURL(url);
    };
  }, [file]);
  return <img ref={image} alt={alt} draggable={false} {...rest} />;
}
