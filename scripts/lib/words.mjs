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

/** Names that a source file declares, as `{ name, line }`. Keys of the wire's schemas count as declared. */
function declaredNames(ts, path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const schemas = path.startsWith('protocol/src');
  const found = [];
  const visit = (node) => {
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isMethodDeclaration(node) ||
      ts.isMethodSignature(node) ||
      ts.isPropertySignature(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      (schemas && ts.isPropertyAssignment(node));
    if (declares && node.name && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name))) {
      const { line } = source.getLineAndCharacterOfPosition(node.name.getStart());
      found.push({ name: node.name.text, line: line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The texts of the message catalogue: every string in it, with its line. */
function catalogueTexts(ts, path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    const isKey = ts.isPropertyAssignment(node.parent ?? source) && node.parent.name === node;
    if (isText && !isKey && !ts.isImportDeclaration(node.parent) && !ts.isExportDeclaration(node.parent)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ name: node.text, line: line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const isCatalogue = (path) => /^ui\/src\/messages\b.*\.tsx?$/.test(path);

/** The check: `{ ok, summary, output }`. Fails also for an allowance that nothing needs any more. */
export async function checkWords() {
  const { default: ts } = await import('typescript');
  const banned = bannedWords();
  const allowed = allowances();
  const mayStand = (word, place) => {
    const entries = allowed.filter((entry) => entry.word === word && covers(entry, place));
    for (const entry of entries) entry.used = true;
    return entries.length > 0;
  };
  const sources = ourFiles().filter((path) => /\/src\/.*\.(ts|tsx)$/.test(path));
  const faults = [];
  let names = 0;
  for (const path of sources) {
    const text = readFileSync(inRoot(path), 'utf8');
    const found = [...declaredNames(ts, path, text), { name: path.split('/').slice(2).join('/'), line: 0 }];
    if (isCatalogue(path)) found.push(...catalogueTexts(ts, path, text));
    names += found.length;
    for (const { name, line } of found) {
      for (const word of wordsOf(name).map(singular)) {
        if (banned.has(word) && !mayStand(word, { path, name }))
          faults.push(`${path}:${line}: ${word} in "${name}"`);
      }
    }
  }
  for (const entry of allowed.filter((candidate) => !candidate.used)) {
    faults.push(`scripts/words.json: nothing needs ${entry.word} in ${entry.places.join(', ')}`);
  }
  const ok = faults.length === 0 && banned.size >= 20 && names >= 500;
  const summary =
    faults.length > 0 ? `${faults.length} faults` : `${names} names against ${banned.size} words`;
  return { ok, summary, output: faults.join('\n') };
}

/** A place is the beginning of a path (`sfu/`), an exact name (`=userAgent`), or `*`; `except` takes paths out again. */
function covers({ places, except = [] }, { path, name }) {
  if (except.some((prefix) => path.startsWith(prefix))) return false;
  return places.some((place) => {
    if (place === '*') return true;
    return place.startsWith('=') ? name === place.slice(1) : path.startsWith(place);
  });
}
