import { format, resolveConfig } from 'prettier';
import { domainFiles } from './domain-templates.mjs';
import { apiFiles } from './templates.mjs';

const pascal = (text) => text.replace(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase());
const camel = (text) => text.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** Every spelling a template needs: vital-signs → VitalSigns, vitalSigns, VitalSign, vitalSign. */
export function spellings(name, noun = name.replace(/s$/, '')) {
  if (!/^[a-z]+(-[a-z]+)*$/.test(name)) throw new Error(`A module's name is kebab-case: "${name}" is not.`);
  return { name, noun, Names: pascal(name), names: camel(name), Noun: pascal(noun), one: camel(noun) };
}

function edit(tree, file, change) {
  const before = tree.read(file, 'utf-8');
  const after = change(before);
  if (after === before) throw new Error(`Nothing to change in ${file}: has its shape changed?`);
  tree.write(file, after);
}

async function write(tree, folder, files) {
  const style = await resolveConfig('sheriff.config.ts');
  for (const [file, text] of Object.entries(files)) {
    const path = `${folder}/${file}`;
    tree.write(path, file.endsWith('.ts') ? await format(text, { ...style, filepath: path }) : text);
  }
}

/** The stairs are one array; a module that stands there already keeps its step. */
function takeStep(tree, { name }, after) {
  if (tree.read('sheriff.config.ts', 'utf-8').includes(`  '${name}',\n`)) return;
  if (!after)
    throw new Error(`"${name}" is not on the stairs: say which module it stands after with --after=<module>.`);
  edit(tree, 'sheriff.config.ts', (text) => text.replace(`  '${after}',\n`, `  '${after}',\n  '${name}',\n`));
}

/** A new verb belongs to administrators alone until somebody gives it to a role: deny by default. */
function declarePermissions(tree, { noun }, kind) {
  const verbs = kind === 'view' ? ['read'] : ['read', 'manage'];
  const lines = verbs.map((verb) => `  '${noun}:${verb}',\n`).join('');
  edit(tree, 'api/src/platform/permissions.ts', (text) =>
    text.replace(/^\] as const;\nexport type Permission/m, `${lines}$&`),
  );
}

function joinHouse(tree, { name, Names }) {
  const importLine = `import { ${Names}Module } from './${name}';\n`;
  edit(tree, 'api/src/app.module.ts', (text) =>
    text.replace(/\n\/\*\*/, `${importLine}$&`).replace(/(imports: \[[^\]]*?),?(\s*)\]/, `$1, ${Names}Module$2]`),
  );
}

/** nx g @medley/tools:module <name> --kind=ledger|register|view|edge: the anatomy of a module and its place on the stairs. */
export default async function moduleGenerator(tree, { name, kind, noun, after }) {
  const words = spellings(name, noun);
  if (tree.exists(`api/src/${name}/index.ts`)) throw new Error(`There is a module "${name}" already.`);
  takeStep(tree, words, after);
  await write(tree, `api/src/${name}`, apiFiles(kind, words));
  if (kind === 'ledger') await write(tree, `libs/domain/${name}`, domainFiles(words));
  if (kind !== 'edge') declarePermissions(tree, words, kind);
  joinHouse(tree, words);
  const steps = [
    'its migration in api/migrations',
    'who holds its permissions in platform/permissions.ts',
    'the todo lines in its specs',
  ];
  return () => console.log(`\nStill yours: ${steps.join(' · ')}.`);
}
