/* Draws the OpenAPI document for people. */

import { el } from './dom.js';

const document_ = await (await fetch('/openapi.json')).json();
const base = document_.servers[0].url;

const resolve = (node) => (node?.$ref ? node.$ref.slice(2).split('/').reduce((at, key) => at[key.replaceAll('~1', '/')], document_) : node);
const nameOf = (node) => node?.$ref?.split('/').at(-1);

function schemaType(schema) {
  if (!schema) return '';
  if (schema.$ref) return el('a', { href: `#${nameOf(schema)}` }, nameOf(schema));
  if (schema.enum) return schema.enum.join(' | ');
  if (schema.const) return schema.const;
  if (schema.oneOf) return schema.oneOf.flatMap((one, i) => [i ? ' or ' : '', schemaType(one)].flat());
  if (schema.type === 'array') return ['list of ', schemaType(schema.items)].flat();
  const type = [schema.type ?? 'any'].flat().join(' or ');
  const bounds = [
    schema.minimum !== undefined && `≥ ${schema.minimum}`, schema.maximum !== undefined && `≤ ${schema.maximum}`,
    schema.default !== undefined && schema.default !== '' && `default ${schema.default}`, schema.format,
  ].filter(Boolean);
  return bounds.length ? `${type}, ${bounds.join(', ')}` : type;
}

function table(head, rows) {
  return rows.length ? [el('h3', {}, head), el('table', {}, el('tbody', {}, rows))] : [];
}

const row = (name, ...cells) => el('tr', {}, el('th', { scope: 'row' }, el('code', {}, name)), cells.map((cell) => el('td', {}, cell)));

function example(title, value) {
  return el('details', {}, el('summary', {}, title), el('pre', {}, typeof value === 'string' ? value : JSON.stringify(value, null, 2)));
}

function operation(path, method, operation) {
  const body = operation.requestBody?.content['application/json'];
  const responses = Object.entries(operation.responses).map(([status, response]) => [status, resolve(response)]);
  const answer = responses.find(([status]) => status === '200')?.[1].content?.['application/json'];
  return el('section', { id: `op-${operation.operationId}` },
    el('h2', {}, el('span', { class: 'method' }, method.toUpperCase()), ' ', el('code', {}, base + path)),
    el('p', {}, operation.summary, '. ', operation.description ?? ''),
    table('Parameters', (operation.parameters ?? []).map((p) => row(p.name, schemaType(p.schema), p.description))),
    body ? [el('h3', {}, 'Body'), el('p', {}, schemaType(body.schema))] : [],
    table('Answers', responses.map(([status, response]) => row(status, Object.values(response.content ?? {}).map((c) => schemaType(c.schema)).flat(), response.description))),
    body?.example ? example('Example of a body', body.example) : null,
    answer?.example ? example('Example of an answer', answer.example) : null);
}

function schema(name, definition) {
  const required = new Set(definition.required);
  return el('section', { id: name }, el('h2', {}, name),
    definition.description ? el('p', {}, definition.description) : null,
    definition.properties
      ? table('Members', Object.entries(definition.properties).map(([key, value]) => row(key, schemaType(value), [required.has(key) ? '' : 'optional. ', value.description ?? ''])))
      : el('p', {}, schemaType(definition)));
}

document.getElementById('docs').append(
  el('header', {}, el('h1', {}, `${document_.info.title} API`), el('p', {}, document_.info.summary), el('p', { class: 'faint' }, document_.info.description)),
  ...Object.entries(document_.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, op]) => operation(path, method, op))),
  ...Object.entries(document_.components.schemas).map(([name, definition]) => schema(name, definition)));
