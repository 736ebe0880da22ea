import { type ESTree, parseSync, Visitor } from 'vite';

/**
 * Finds what a file imports, by the parser that vite brings along: every form of import and export-from,
 * `import()`, `import('…').Type`, `require`, `require.resolve`, and `/// <reference …>`. An import whose
 * specifier is not a plain string cannot be checked, and is a fault.
 */
export interface FoundImport {
  readonly specifier: string;
  readonly line: number;
}

interface Fault {
  readonly line: number;
  readonly message: string;
}

export interface FoundImports {
  readonly imports: readonly FoundImport[];
  readonly faults: readonly Fault[];
}

export function findImports(path: string, source: string): FoundImports {
  const { program, comments, errors } = parseSync(path, source);
  const lineAt = (offset: number): number => source.slice(0, offset).split('\n').length;
  const imports: FoundImport[] = [];
  const faults: Fault[] = errors.map(({ labels, message }) => ({
    line: lineAt(labels[0]?.start ?? 0),
    message,
  }));

  const fault = (start: number, message: string): void => {
    faults.push({ line: lineAt(start), message });
  };
  const add = (node: ESTree.Node | undefined, start: number): void => {
    const specifier = node === undefined ? undefined : plainString(node);
    if (specifier === undefined) fault(start, 'this import is computed: it cannot be checked');
    else imports.push({ specifier, line: lineAt(start) });
  };
  const namedRequires = new Set<number>();

  new Visitor({
    ImportDeclaration: (node) => add(node.source, node.start),
    ExportAllDeclaration: (node) => add(node.source, node.start),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node.source, node.start);
    },
    ImportExpression: (node) => add(node.source, node.start),
    TSImportType: (node) => add(node.source, node.start),
    TSExternalModuleReference: (node) => add(node.expression, node.start),
    VariableDeclarator: ({ id, init }) => {
      if (id.type === 'Identifier' && id.name === 'require' && init !== null) namedRequires.add(init.start);
    },
    CallExpression: (node) => {
      const callee = calleeName(node.callee);
      if (callee === 'require' || callee === 'require.resolve') add(node.arguments[0], node.start);
      const isFactory = callee === 'createRequire' || callee?.endsWith('.createRequire');
      if (isFactory && !namedRequires.has(node.start)) {
        fault(node.start, 'keep what createRequire returns as `const require`, so that it can be checked');
      }
    },
  }).visit(program);

  for (const { value, start } of comments) {
    if (/^\/\s*<reference\b/.test(value)) {
      fault(start, 'types come from the compiler project, not from <reference>');
    }
  }
  return { imports, faults };
}

function plainString(node: ESTree.Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral' || node.quasis.length > 1) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

/** Returns `require`, `require.resolve` or `module.createRequire`; undefined for any other callee. */
function calleeName(node: ESTree.Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.computed) return undefined;
  if (node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return undefined;
  return `${node.object.name}.${node.property.name}`;
}
