/** Writes a module into an Nx tree. */
export default function moduleGenerator(
  tree: object,
  options: { name: string; kind: string; noun?: string; after?: string },
): Promise<() => void>;
