import { readdirSync } from 'node:fs';
import { defineDocumentType, defineNestedType, makeSource } from 'contentlayer/source-files';
import { DOCUMENT_TYPES, PIPELINE_PLACES, SINGLE_DOCUMENTS } from './src/content/document-types.ts';

// contentlayer turns the documents into data and types; it passes wrong enums and unknown references, so every
// document is also judged by its zod schema (src/content/verify.ts). Fields here say what exists, zod says what may stand there.

const text = { type: 'string', required: true } as const;
const optionalText = { type: 'string' } as const;
const texts = { type: 'list', of: { type: 'string' }, required: true } as const;
const whole = { type: 'number', required: true } as const;
const yesNo = { type: 'boolean', required: true } as const;
const json = { type: 'json', required: true } as const;

const Statement = defineNestedType(() => ({ name: 'Statement', fields: { text, sources: texts } }));
const Myth = defineNestedType(() => ({ name: 'Myth', fields: { myth: text, truth: text, sources: texts } }));
const Source = defineNestedType(() => ({
  name: 'Source',
  // The date may be a bare year, a number in YAML.
  fields: { id: optionalText, authority: text, title: text, date: { type: 'json' }, place: optionalText },
}));
const statements = { type: 'list', of: Statement, required: true } as const;

const Guide = defineDocumentType(() => ({
  name: DOCUMENT_TYPES.guide.name,
  filePathPattern: `${DOCUMENT_TYPES.guide.folder}/*.yaml`,
  fields: {
    name: text,
    hazard: text,
    rule: text,
    summary: text,
    questions: texts,
    keywords: texts,
    before: statements,
    during: statements,
    after: statements,
    do: statements,
    dont: statements,
    myths: { type: 'list', of: Myth, required: true },
    hotlines: texts,
    sources: { type: 'list', of: Source, required: true },
    reviewedOn: text,
    reviewBy: text,
    related: texts,
  },
}));

const Hazard = defineDocumentType(() => ({
  name: DOCUMENT_TYPES.hazard.name,
  filePathPattern: `${DOCUMENT_TYPES.hazard.folder}/*.yaml`,
  fields: {
    name: text,
    icon: text,
    guide: optionalText,
    eventCodes: texts,
    eventNames: texts,
    firstInstruction: { type: 'json' },
    order: whole,
  },
}));

const RegionProfile = defineDocumentType(() => ({
  name: DOCUMENT_TYPES.region.name,
  filePathPattern: `${DOCUMENT_TYPES.region.folder}/*.yaml`,
  fields: {
    adcode: text,
    names: json,
    tiers: texts,
    parents: json,
    plans: json,
    bodies: json,
    coverage: json,
    hazards: json,
    extent: json,
  },
}));

const PageText = defineDocumentType(() => ({
  name: DOCUMENT_TYPES.page.name,
  filePathPattern: `${DOCUMENT_TYPES.page.folder}/*.yaml`,
  fields: { title: text, summary: text, sections: json },
}));

const WarningTemplate = defineDocumentType(() => ({
  name: DOCUMENT_TYPES.template.name,
  filePathPattern: `${DOCUMENT_TYPES.template.folder}/*.yaml`,
  fields: { hazard: optionalText, paragraphs: texts },
}));

const HotlineList = defineDocumentType(() => ({
  name: SINGLE_DOCUMENTS.hotlines.name,
  filePathPattern: SINGLE_DOCUMENTS.hotlines.file,
  isSingleton: true,
  fields: { hotlines: json },
}));

const KitAdvice = defineDocumentType(() => ({
  name: SINGLE_DOCUMENTS.kit.name,
  filePathPattern: SINGLE_DOCUMENTS.kit.file,
  isSingleton: true,
  fields: { sources: json, items: json, remove: json, checkEveryMonths: whole, storage: texts },
}));

const SiteSettings = defineDocumentType(() => ({
  name: SINGLE_DOCUMENTS.site.name,
  filePathPattern: SINGLE_DOCUMENTS.site.file,
  isSingleton: true,
  fields: {
    name: text,
    tagline: text,
    office: text,
    isOfficeNamed: yesNo,
    regions: texts,
    demonstrationText: text,
    registrations: texts,
    otherWays: { type: 'json', required: true },
    desk: json,
  },
}));

const contentDirPath = 'content';
// Other rooms keep their own files under content/. What is not listed as ours is left out, so that an unknown
// document in one of our places still stops the build.
const others = readdirSync(contentDirPath).filter((place) => !PIPELINE_PLACES.includes(place));
const besides = Object.values(DOCUMENT_TYPES).flatMap((type) =>
  type.besides.map((file) => `${type.folder}/${file}`),
);

export default makeSource({
  contentDirPath,
  contentDirExclude: [...others.flatMap((place) => [place, `${place}/**`]), ...besides],
  documentTypes: [
    Guide,
    Hazard,
    RegionProfile,
    PageText,
    WarningTemplate,
    HotlineList,
    KitAdvice,
    SiteSettings,
  ],
  onExtraFieldData: 'fail',
  onMissingOrIncompatibleData: 'fail',
  onUnknownDocuments: 'fail',
  disableImportAliasWarning: true,
});
