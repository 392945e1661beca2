import { join } from 'node:path';

/** Where the files are that we serve. */
export interface PageFolders {
  readonly desk: string;
  readonly console: string;
  readonly widget: string;
  /** The page of those who come with a code. */
  readonly join: string;
  readonly demoSite: string;
  readonly tokens: string;
  readonly font: string;
}

/** Where the build puts what we serve; `root` is the folder that holds the workspaces. */
export function pageFolders(root: string): PageFolders {
  return {
    desk: join(root, 'desk/dist'),
    console: join(root, 'console/dist'),
    widget: join(root, 'widget/dist'),
    join: join(root, 'widget/dist/join'),
    demoSite: join(root, 'demo/site'),
    tokens: join(root, 'ui/src'),
    font: join(root, 'node_modules/@fontsource-variable/inter/files'),
  };
}
