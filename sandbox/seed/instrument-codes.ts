/** How an instrument is coded in LOINC. Panel and total as in the LOINC release; items in the order of the form. */
export interface InstrumentCodes {
  title: string;
  panel?: string;
  total?: string;
  items: string[];
  /** Answers coded by the LOINC answer list LL358-3 ("not at all" … "nearly every day"). */
  frequencyAnswers: boolean;
}

const phqItems = ['44250-9', '44255-8', '44259-0', '44254-1', '44251-7', '44258-2', '44252-5', '44253-3', '44260-8'];

/** LOINC codes of the instruments the record holds. An instrument that is missing here is recorded by name alone. */
export const instrumentCodes: Record<string, InstrumentCodes> = {
  'PHQ-9': {
    title: 'PHQ-9',
    panel: '44249-1',
    total: '44261-6',
    items: phqItems,
    frequencyAnswers: true,
  },
  // The item codes of the PHQ-A are not known; the nine criteria are those of the PHQ-9.
  'PHQ-A': { title: 'PHQ-A', panel: '89206-7', total: '89204-2', items: phqItems, frequencyAnswers: true },
  'GAD-7': {
    title: 'GAD-7',
    panel: '69737-5',
    total: '70274-6',
    items: ['69725-0', '68509-9', '69733-4', '69734-2', '69735-9', '69689-8', '69736-7'],
    frequencyAnswers: true,
  },
  'PCL-5': {
    title: 'PCL-5',
    panel: '101697-1',
    total: '101698-9',
    items: [
      '101703-7',
      '101704-5',
      '101705-2',
      '101706-0',
      '101707-8',
      '101708-6',
      '101709-4',
      '101710-2',
      '101699-7',
      '101700-3',
      '101701-1',
      '101711-0',
      '101712-8',
      '101713-6',
      '101714-4',
      '101702-9',
      '101715-1',
      '101716-9',
      '101717-7',
      '101718-5',
    ],
    frequencyAnswers: false,
  },
  'AUDIT-C': {
    title: 'AUDIT-C',
    panel: '72109-2',
    total: '75626-2',
    items: ['68518-0', '68519-8', '68520-6'],
    frequencyAnswers: false,
  },
  'C-SSRS-screener': {
    title: 'C-SSRS screener',
    panel: '93373-9',
    total: '93374-7',
    items: ['93246-7', '93247-5', '93248-3', '93249-1', '93250-9', '93267-3', '93269-9'],
    frequencyAnswers: false,
  },
  'DAST-10': {
    title: 'DAST-10',
    panel: '82666-9',
    total: '82667-7',
    items: [],
    frequencyAnswers: false,
  },
};

/** LOINC answers to "how often": their code and display, at the index of their score. */
export const frequencyAnswers = [
  ['LA6568-5', 'Not at all'],
  ['LA6569-3', 'Several days'],
  ['LA6570-1', 'More than half the days'],
  ['LA6571-9', 'Nearly every day'],
] as const;

/** The C-SSRS screener's answers of a case, in the order of the LOINC items. */
export const screenerQuestions = [
  'q1_wish_dead',
  'q2_active_thoughts',
  'q3_method',
  'q4_intent',
  'q5_plan',
  'q6_behaviour_lifetime',
  'q6_behaviour_past_3_months',
] as const;
