import { describe, expect, it } from 'vitest';
import { firstOpenSlot, TECHNIQUES, withoutOpenSlots } from './technique-table.ts';

describe('techniques with slots', () => {
  it('leave no bracket, no dangling word and never nothing when every slot stays open', () => {
    for (const technique of TECHNIQUES.flatMap(({ techniques }) => techniques)) {
      const words = withoutOpenSlots(technique);
      expect(words).not.toMatch(/[[\]]|\s{2}|[,:;]$|\b(of|on|with|to|from|for|about|toward|in|around|distress)$/);
      expect(words.length).toBeGreaterThan(4);
    }
  });

  it('keep what was filled, and brackets that are the clinician’s own', () => {
    expect(withoutOpenSlots("cognitive restructuring of 'I am a burden' with a thought record")).toBe(
      "cognitive restructuring of 'I am a burden' with a thought record",
    );
    expect(withoutOpenSlots('cognitive restructuring of [thought] with a thought record')).toBe(
      'cognitive restructuring with a thought record',
    );
    expect(withoutOpenSlots("reading of her letter 'he recieve [sic] it'")).toBe(
      "reading of her letter 'he recieve [sic] it'",
    );
    expect(withoutOpenSlots('imaginal exposure to the fire, distress 80 to [end]')).toBe(
      'imaginal exposure to the fire, distress 80',
    );
  });

  it('tell where to type first', () => {
    expect(firstOpenSlot('chain analysis of [behavior]')).toEqual({ start: 18, end: 28 });
    expect(firstOpenSlot('his word [sic] stands')).toBeUndefined();
  });
});
