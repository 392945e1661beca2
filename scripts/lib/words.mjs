/**
 * The words check: what the glossary's last column bans doesn't name a thing of ours, nor stand in a text that people
 * read. Only names that our code declares are looked at; what others call their things is theirs.
 */
import { readFileSync } from 'node:fs';
import { ourFiles } from './files.mjs';
import { inRoot } from './house.mjs';

/** The banned words: what stands in backticks in the last column of the glossary's table. */
function bannedWords() {
  const rows = readFileSync(inRoot('docs/glossary.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('| -'));
  const cells = rows.slice(1).map((row) => row.split('|').at(-2) ?? '');
  return new Set(cells.flatMap((cell) => [...cell.matchAll(/`([a-z]+)`/g)].map((match) => match[1])));
}

/** `scripts/words.json`: where a banned word is somebody else's term, and why. */
function allowances() {
  const list = JSON.parse(readFileSync(inRoot('scripts/words.json'), 'utf8'));
  return list.map((entry) => ({ ...entry, used: false }));
}

/** `userAgentData` → user, agent, data. */
function wordsOf(name) {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
}

const singular = (word) => (word.endsWith('s') ? word.slice(0, -1) : word);

/** Every node of a source file to which `pick` gives a name or a text, as `{ name, line }`. */
function namesIn(ts, path, text, pick) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    const name = pick(node);
    if (name !== undefined) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ name, line: line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Names that a source file declares. Keys of the wire's schemas count as declared. */
function declaredNames(ts, path, text) {
  const kinds = new Set([
    ts.SyntaxKind.VariableDeclaration,
    ts.SyntaxKind.Parameter,
    ts.SyntaxKind.BindingElement,
    ts.SyntaxKind.FunctionDeclaration,
    ts.SyntaxKind.MethodDeclaration,
    ts.SyntaxKind.MethodSignature,
    ts.SyntaxKind.PropertySignature,
    ts.SyntaxKind.PropertyDeclaration,
    ts.SyntaxKind.InterfaceDeclaration,
    ts.SyntaxKind.TypeAliasDeclaration,
    ts.SyntaxKind.ClassDeclaration,
  ]);
  if (path.startsWith('protocol/src')) kinds.add(ts.SyntaxKind.PropertyAssignment);
  return namesIn(ts, path, text, (node) => {
    if (!kinds.has(node.kind) || !node.name) return undefined;
    return ts.isIdentifier(node.name) || ts.isStringLiteral(node.name) ? node.name.text : undefined;
  });
}

/** The texts of the message catalogue: every string in it that is neither a key nor a path. */
function catalogueTexts(ts, path, text) {
  return namesIn(ts, path, text, (node) => {
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (!isText || ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent))
      return undefined;
    return ts.isPropertyAssignment(node.parent) && node.parent.name === node ? undefined : node.text;
  });
}

const isCatalogue = (path) => /^ui\/src\/messages\b.*\.tsx?$/.test(path);

/** The check: `{ ok, summary, output }`. Fails also for an allowance that nothing needs any more. */
export async function checkWords() {
  const { default: ts } = await import('typescript');
  const banned = bannedWords();
  const allowed = allowances();
  const sources = ourFiles().filter((path) => /\/src\/.*\.(ts|tsx)$/.test(path));
  const found = sources.flatMap((path) => {
    const text = readFileSync(inRoot(path), 'utf8');
    const ownPath = { name: path.split('/').slice(2).join('/'), line: 0 };
    const texts = isCatalogue(path) ? catalogueTexts(ts, path, text) : [];
    return [ownPath, ...declaredNames(ts, path, text), ...texts].map((place) => ({ path, ...place }));
  });
  const faults = found.flatMap((place) =>
    wordsOf(place.name)
      .map(singular)
      .filter((word) => banned.has(word) && !isAllowed(allowed, word, place))
      .map((word) => `${place.path}:${place.line}: ${word} in "${place.name}"`),
  );
  for (const entry of allowed.filter((candidate) => !candidate.used)) {
    faults.push(`scripts/words.json: nothing needs ${entry.word} in ${entry.places.join(', ')}`);
  }
  const ok = faults.length === 0 && banned.size >= 20 && found.length >= 500;
  const summary =
    faults.length > 0 ? `${faults.length} faults` : `${found.length} names against ${banned.size} words`;
  return { ok, summary, output: faults.join('\n') };
}

function isAllowed(allowed, word, place) {
  const entries = allowed.filter((entry) => entry.word === word && covers(entry, place));
  for (const entry of entries) entry.used = true;
  return entries.length > 0;
}

/** A place is the beginning of a path (`sfu/`), an exact name (`=userAgent`), or `*`; `except` takes paths out again. */
function covers({ places, except = [] }, { path, name }) {
  if (except.some((prefix) => path.startsWith(prefix))) return false;
  return places.some((place) => {
    if (place === '*') return true;
    return place.startsWith('=') ? name === place.slice(1) : path.startsWith(place);
  });
}
