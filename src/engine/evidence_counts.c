#include "engine/evidence_counts.h"

#include "engine/canon.h"
#include "model/epcl.h"
#include "model/version.h"

bool evidence_voided(const struct result_row *r)
{
	return r->cell[RESULT_VOIDED_BY].n != 0;
}

bool evidence_other_smso(const struct result_row *r,
			 const struct release_row *row)
{
	const struct span smso = r->cell[RESULT_SMSO];

	return smso.n && row->smso.n && !canon_eq(smso, row->smso);
}

/* A device that is absent has no firmware to say. */
bool evidence_on_firmware(const struct result_row *r,
			  const struct release_row *row, enum device *d)
{
	for (unsigned i = 0; i < DEVICES; i++) {
		const struct span has = row->device[i][RELEASE_FIRMWARE];
		const struct span ran =
			r->cell[result_firmware((enum device)i)];

		*d = (enum device)i;
		if (canon_eq(row->device[i][RELEASE_MODEL], SPAN("NONE"))) {
			if (ran.n && !canon_eq(ran, SPAN("NONE")))
				return false;
		} else if (epcl_cell_open(has) || !canon_eq(ran, has)) {
			return false;
		}
	}
	return true;
}

enum evidence_standing evidence_standing(const struct result_row *r,
					 const struct release_row *row)
{
	enum device d;

	if (evidence_voided(r))
		return EVIDENCE_VOIDED;
	if (!row)
		return EVIDENCE_COUNTS;
	if (evidence_other_smso(r, row))
		return EVIDENCE_OTHER_SMSO;
	return evidence_on_firmware(r, row, &d) ? EVIDENCE_COUNTS :
						  EVIDENCE_OTHER_FIRMWARE;
}

struct span evidence_firmware_words(const struct result_row *r,
				    const struct release_row *row,
				    enum device d, struct arena *a)
{
	const struct span ran = r->cell[result_firmware(d)];
	const struct span has = row->device[d][RELEASE_FIRMWARE];

	if (ran.n == 0)
		return arena_printf(a, "%s: the result does not say on which",
				    device_words(d));
	return arena_printf(a, "%s ran on " SPAN_F ", the release has " SPAN_F
		"%s", device_words(d), SPAN_A(ran), SPAN_A(has),
		version_same_number(ran, has) ?
		": equal in number, so spell it as the release does" : "");
}
