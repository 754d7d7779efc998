/** An abbreviation of the field, said in plain words. */
export interface Entry {
  /** As it is written, such as "EHCP". */
  term: string
  /** What the letters stand for. */
  stands: string
  /** What it is, in one plain sentence. */
  means: string
}

const LIST: readonly [term: string, stands: string, means: string][] = [
  [
    'AP',
    'Alternative provision',
    'Schooling somewhere else, for children who cannot be in a mainstream or special school.',
  ],
  [
    'ASD',
    'Autism spectrum disorder',
    'A medical name for autism: seeing, hearing and feeling the world differently from other people.',
  ],
  [
    'CAMHS',
    'Child and adolescent mental health services',
    'NHS teams that help children and young people with their mental health.',
  ],
  [
    'CCG',
    'Clinical commissioning group',
    'The NHS body that planned and paid for local health care until 2022.',
  ],
  ['CQC', 'Care Quality Commission', 'The body that inspects health and care services.'],
  [
    'DCO',
    'Designated clinical officer',
    'The health professional who sees that the NHS does its part for children with special needs.',
  ],
  [
    'DCS',
    'Director of children’s services',
    'The person at the council who answers for everything it does for children.',
  ],
  ['DfE', 'Department for Education', 'The government department for schools and for children’s services.'],
  [
    'DMO',
    'Designated medical officer',
    'The doctor who sees that the NHS does its part for children with special needs.',
  ],
  [
    'EHC plan',
    'Education, health and care plan',
    'A legal document that says what a child needs and what help they must get.',
  ],
  [
    'EHCP',
    'Education, health and care plan',
    'A legal document that says what a child needs and what help they must get.',
  ],
  ['EP', 'Educational psychologist', 'Somebody who finds out how a child learns and what helps them.'],
  ['FE', 'Further education', 'College and training after the age of 16.'],
  ['GP', 'General practitioner', 'A family doctor.'],
  ['HMI', 'His Majesty’s Inspector', 'A senior inspector of schools and services.'],
  ['ICB', 'Integrated care board', 'The NHS body that plans and pays for local health care now.'],
  ['IHA', 'Initial health assessment', 'The first health check of a child who has come into care.'],
  [
    'JSNA',
    'Joint strategic needs assessment',
    'A study of what local people need to be well, written by the council and the NHS.',
  ],
  ['KPI', 'Key performance indicator', 'A figure that is watched to see whether things get better.'],
  ['LAC', 'Looked-after child', 'A child who is in the care of the council.'],
  [
    'LDD',
    'Learning difficulty or disability',
    'Something that makes learning harder than it is for most people of the same age.',
  ],
  ['MAT', 'Multi-academy trust', 'A charity that runs several schools.'],
  [
    'NEET',
    'Not in education, employment or training',
    'A young person who is not at school or college, and not in work or training.',
  ],
  ['NHS', 'National Health Service', 'The public health service.'],
  ['NHSE', 'NHS England', 'The body that leads the NHS in England.'],
  ['OT', 'Occupational therapy', 'Help to do everyday things, such as dressing, eating and writing.'],
  ['PCF', 'Parent carer forum', 'A local group of parents and carers who speak up for families.'],
  ['PEP', 'Personal education plan', 'A plan for the schooling of a child in care.'],
  ['PRU', 'Pupil referral unit', 'A school for children who cannot be in a mainstream school for a while.'],
  ['SALT', 'Speech and language therapy', 'Help with talking, understanding, eating and drinking.'],
  [
    'SEMH',
    'Social, emotional and mental health needs',
    'Finding it hard to manage feelings, behaviour or friendships.',
  ],
  ['SEN', 'Special educational needs', 'Needing extra or different help to learn.'],
  [
    'SENCO',
    'Special educational needs co-ordinator',
    'The teacher who sees that children with special needs get help in their school.',
  ],
  [
    'SEND',
    'Special educational needs and disabilities',
    'Needing extra or different help to learn, or having a disability.',
  ],
  [
    'SENDIASS',
    'SEND information, advice and support service',
    'A free service that gives families advice about special needs.',
  ],
  [
    'WSoA',
    'Written statement of action',
    'The plan an area must write when inspectors find serious weaknesses.',
  ],
]

/** The glossary, in the order of the alphabet. */
export const GLOSSARY: readonly Entry[] = LIST.map(([term, stands, means]) => ({ term, stands, means }))

const BY_TERM: ReadonlyMap<string, Entry> = new Map(GLOSSARY.map((entry) => [entry.term, entry]))

// The longest first, so that SENCO is not read as SEN; plurals ("EHCPs", "CCGs") count as the word.
const TERMS = new RegExp(
  `(?<![\\p{L}\\p{N}])(${GLOSSARY.map(({ term }) => term)
    .toSorted((a, b) => b.length - a.length)
    .join('|')})(?=s?(?:[^\\p{L}\\p{N}]|$))`,
  'gu',
)

export interface TermAt {
  from: number
  to: number
  entry: Entry
}

/** Every abbreviation in a text, in order; offsets in UTF-16 units. Capitals count: "ap" and "send" are words. */
export function termsIn(text: string): TermAt[] {
  const found: TermAt[] = []
  for (const match of text.matchAll(TERMS)) {
    const entry = BY_TERM.get(match[1] ?? '')
    if (entry !== undefined) found.push({ from: match.index, to: match.index + entry.term.length, entry })
  }
  return found
}
