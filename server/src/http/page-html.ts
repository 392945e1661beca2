/** The frame of a page of ours that needs no script. `body` is HTML. */
export function pageHtml(title: string, body: string, stylesheet = '/front/page.css'): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="preload" href="/front/inter.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/front/tokens.css">
<link rel="stylesheet" href="${stylesheet}">
</head>
<body>${body}</body>
</html>
`;
}
