import { instrumentCodes } from '../../seed/instrument-codes.ts';

export const FLOWSHEET = 'http://open.epic.com/FHIR/StructureDefinition/observation-flowsheet-id';

/** This site's flowsheet row of each total; items follow it, and the group that holds them ends in 0 more. */
export const TOTAL_ROWS: Readonly<Record<string, number>> = {
  'PHQ-9': 1570,
  'GAD-7': 1580,
  'PCL-5': 1600,
  'C-SSRS-screener': 1700,
  'AUDIT-C': 1710,
  'DAST-10': 1720,
};

/** Scales whose item rows this site has told its integrators about; the items of the others always carry LOINC too. */
const MAPPED_ITEMS = new Set(['PHQ-9', 'GAD-7']);

/** One flowsheet row: what it holds, its id here, its name on the flowsheet. */
export interface FlowsheetRow {
  readonly instrument: string;
  readonly part: 'total' | 'item' | 'panel';
  readonly id: string;
  readonly name: string;
  /** Whether the site can leave LOINC out: the row is in the code map that integrators get. */
  readonly mapped: boolean;
}

/** The rows by the LOINC code that the seeded record has for them. */
export const ROWS_BY_LOINC: ReadonlyMap<string, FlowsheetRow> = new Map(
  Object.entries(TOTAL_ROWS).flatMap(([instrument, row]): [string, FlowsheetRow][] => {
    const codes = instrumentCodes[instrument];
    if (!codes) return [];
    const name = codes.title.toUpperCase();
    const items = codes.items.map((code, index): [string, FlowsheetRow] => [
      code,
      {
        instrument,
        part: 'item',
        id: String(row + index + 1),
        name: `R ${name} ITEM ${index + 1}`,
        mapped: MAPPED_ITEMS.has(instrument),
      },
    ]);
    return [
      ...(codes.total === undefined
        ? []
        : [
            [codes.total, { instrument, part: 'total', id: String(row), name: `R ${name} TOTAL`, mapped: true }] as [
              string,
              FlowsheetRow,
            ],
          ]),
      ...(codes.panel === undefined
        ? []
        : [
            [codes.panel, { instrument, part: 'panel', id: `${row}0`, name: `G ${name}`, mapped: false }] as [
              string,
              FlowsheetRow,
            ],
          ]),
      ...items,
    ];
  }),
);
