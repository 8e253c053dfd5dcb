import { type SheriffConfig, sameTag } from '@softarc/sheriff-core';

/** The stairs: a module may import only modules that stand earlier in this list, and only their index. */
const stairs = [
  'platform',
  'organisations',
  'access',
  'profiles',
  'patients',
  'documents',
  'scheduling',
  'visits',
  'ehr',
  'orders',
  'prescriptions',
  'telehealth',
  'billing',
  'messaging',
  'portal',
  'search',
  'reports',
  'audit',
  'interop',
];

type Edge = { from: string; to: string };
const kind = (tag: string) => tag.split(':')[0];
const name = (tag: string) => tag.split(':')[1] ?? '';
const step = (tag: string) => stairs.indexOf(name(tag));

/** The one comparison. A module that is missing from the list may neither import nor be imported. */
const downTheStairs = ({ from, to }: Edge) => kind(from) === kind(to) && step(to) >= 0 && step(to) < step(from);

/** A screen's feature may lean on a neighbour of its own module, never on another module's feature. */
const sameModule = ({ from, to }: Edge) => kind(from) === kind(to) && name(from) === name(to);

/** A part may know the shapes its own module's data has; ESLint lets only types through here. */
const ownData = ({ from, to }: Edge) => kind(to) === 'data' && name(from) === name(to);

export const config: SheriffConfig = {
  autoTagging: false,
  // Applications have no index: they are imported by nobody.
  enableBarrelLess: true,
  modules: {
    'api/migrations': 'migrations',
    'api/src/cli': 'root',
    'api/src/<module>': 'api:<module>',
    'libs/domain/<module>': 'domain:<module>',
    'libs/kernel': 'kernel',
    'libs/testing': 'testing',
    'libs/graphql': 'graphql',
    'libs/graphql/gen': 'graphql',
    'libs/ui': 'ui',
    'libs/web/<module>/data': 'data:<module>',
    'libs/web/<module>/ui-<name>': 'part:<module>',
    'libs/web/<module>/feature-<name>': 'feature:<module>',
    'web/<app>': 'app:<app>',
  },
  depRules: {
    // The composition root: main, worker, command line and benches join everything.
    root: ['root', 'migrations', 'api:*', 'domain:*', 'kernel', 'testing'],
    'api:*': [downTheStairs, 'domain:*', 'kernel'],
    'api:platform': 'migrations',
    'domain:*': [downTheStairs, 'kernel', 'testing'],
    kernel: 'testing',
    testing: ['domain:*', 'kernel'],
    'app:*': [sameTag, 'feature:*', 'part:*', 'data:*', 'ui', 'domain:*', 'kernel'],
    'feature:*': [sameModule, 'part:*', 'data:*', 'ui', 'domain:*', 'kernel'],
    'part:*': ['part:*', ownData, 'ui', 'domain:*', 'kernel'],
    'data:*': ['data:*', 'graphql', 'domain:*', 'kernel'],
    ui: 'kernel',
    graphql: 'graphql',
    migrations: [],
  },
};
