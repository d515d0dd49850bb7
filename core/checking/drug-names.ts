/**
 * Names of medicines that notes of behavioural health hold, generic → brands (RxNorm names), lower case. Used to find a name
 * in a sentence, never to say what a medicine is for.
 */
const DRUGS =
  'sertraline:zoloft fluoxetine:prozac citalopram:celexa escitalopram:lexapro paroxetine:paxil fluvoxamine:luvox venlafaxine:effexor desvenlafaxine:pristiq duloxetine:cymbalta bupropion:wellbutrin mirtazapine:remeron trazodone:desyrel vilazodone:viibryd vortioxetine:trintellix amitriptyline:elavil nortriptyline:pamelor imipramine:tofranil clomipramine:anafranil doxepin:silenor phenelzine:nardil tranylcypromine:parnate selegiline:emsam lithium:lithobid lamotrigine:lamictal valproate:depakote divalproex:depakote carbamazepine:tegretol oxcarbazepine:trileptal topiramate:topamax gabapentin:neurontin pregabalin:lyrica aripiprazole:abilify brexpiprazole:rexulti cariprazine:vraylar quetiapine:seroquel olanzapine:zyprexa risperidone:risperdal paliperidone:invega ziprasidone:geodon lurasidone:latuda clozapine:clozaril haloperidol:haldol perphenazine chlorpromazine:thorazine fluphenazine lumateperone:caplyta alprazolam:xanax lorazepam:ativan clonazepam:klonopin diazepam:valium temazepam:restoril chlordiazepoxide:librium buspirone:buspar hydroxyzine:vistaril,atarax propranolol:inderal prazosin:minipress clonidine:catapres,kapvay guanfacine:intuniv,tenex zolpidem:ambien eszopiclone:lunesta zaleplon:sonata ramelteon:rozerem suvorexant:belsomra melatonin methylphenidate:ritalin,concerta dexmethylphenidate:focalin amphetamine:adderall dextroamphetamine lisdexamfetamine:vyvanse atomoxetine:strattera modafinil:provigil buprenorphine:suboxone,subutex,sublocade methadone naltrexone:vivitrol,revia naloxone:narcan disulfiram:antabuse acamprosate:campral varenicline:chantix esketamine:spravato ketamine donepezil:aricept memantine:namenda levothyroxine:synthroid metformin:glucophage insulin lisinopril losartan amlodipine metoprolol atorvastatin simvastatin omeprazole albuterol prednisone ibuprofen acetaminophen:tylenol aspirin warfarin:coumadin oxycodone:oxycontin hydrocodone:vicodin tramadol:ultram morphine diphenhydramine:benadryl benztropine:cogentin';

const GENERIC: ReadonlyMap<string, string> = new Map(
  DRUGS.split(' ').flatMap((entry) => {
    const [generic = '', brands = ''] = entry.split(':');
    return [generic, ...brands.split(',').filter((brand) => brand !== '')].map((name) => [name, generic] as const);
  }),
);

/** A medicine named in a text, and where. */
export interface DrugMention {
  /** As written, lower case. */
  readonly name: string;
  readonly generic: string;
  readonly index: number;
  readonly end: number;
}

/** The medicines a text names, in order. */
export function drugsIn(text: string): DrugMention[] {
  return [...text.matchAll(/[A-Za-z]{5,}/g)].flatMap((found) => {
    const name = found[0].toLowerCase();
    const generic = GENERIC.get(name);
    return generic === undefined ? [] : [{ name, generic, index: found.index, end: found.index + name.length }];
  });
}
