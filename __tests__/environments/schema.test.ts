import * as fs from "node:fs";
import ts from "typescript";

/** What both the TypeScript type and the JSON Schema say about a setting: is it required, and which settings are in it. */
interface Shape {
  readonly [setting: string]: { readonly required: boolean; readonly settings: Shape | null };
}

interface Schema {
  readonly $ref?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: unknown;
}

const schema = JSON.parse(fs.readFileSync("environments/environment.schema.json", "utf8")) as Schema & {
  readonly definitions: Readonly<Record<string, Schema>>;
};

function shapeOfSchema(given: Schema): Shape | null {
  const {
    properties,
    required = [],
    items,
    additionalProperties,
  } = given.$ref === undefined ? given : (schema.definitions[given.$ref.replace("#/definitions/", "")] ?? {});
  if (items) {
    return shapeOfSchema(items);
  }
  // Tags may have any name: a record, not a type with settings.
  if (!properties || additionalProperties !== false) {
    return null;
  }
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => name !== "$schema")
      .map(([name, property]) => [name, { required: required.includes(name), settings: shapeOfSchema(property) }]),
  );
}

const file = "environments/environment.ts";
const source = ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.ES2022);
const interfaces = new Map(source.statements.filter(ts.isInterfaceDeclaration).map((node) => [node.name.text, node]));

function shapeOfType(node: ts.TypeNode | undefined): Shape | null {
  if (node === undefined) {
    return null;
  }
  if (ts.isTypeLiteralNode(node)) {
    return shapeOfMembers(node.members);
  }
  if (ts.isTypeOperatorNode(node)) {
    return shapeOfType(node.type);
  }
  if (ts.isArrayTypeNode(node)) {
    return shapeOfType(node.elementType);
  }
  const name = ts.isTypeReferenceNode(node) ? node.typeName.getText(source) : "";
  const declaration = interfaces.get(name);
  return declaration ? shapeOfMembers(declaration.members) : null;
}

function shapeOfMembers(members: ts.NodeArray<ts.TypeElement>): Shape {
  return Object.fromEntries(
    members
      .filter(ts.isPropertySignature)
      .map((member) => [
        member.name.getText(source),
        { required: member.questionToken === undefined, settings: shapeOfType(member.type) },
      ]),
  );
}

test("the type and the schema know the same settings, and agree on which are required", () => {
  const environment = interfaces.get("Environment");
  expect(environment && shapeOfMembers(environment.members)).toEqual(shapeOfSchema(schema));
});

test("every setting says what it is", () => {
  const silent = (given: Schema, name: string): string[] => [
    ...("description" in given || given.$ref !== undefined || name.endsWith("$schema") ? [] : [name]),
    ...Object.entries(given.properties ?? {}).flatMap(([key, property]) => silent(property, `${name}.${key}`)),
    ...(given.items ? silent(given.items, `${name}[]`) : []),
  ];
  expect([schema, ...Object.values(schema.definitions)].flatMap((given) => silent(given, ""))).toEqual([]);
});
