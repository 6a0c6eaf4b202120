/*
 * evidence_counts.h - whether a result is evidence for a combination
 *
 * A result counts that is not voided, was for the SMSO of the row, and ran
 * on the firmware that the release has for every device (rule R26): firmware
 * that is open or not stated is no firmware that anything ran on.
 *
 *	if (evidence_standing(result, row) == EVIDENCE_COUNTS) ...
 *
 * Without a row (a case of no combination, or no release to judge by) only
 * what voids a result is asked.
 *
 * Source: rule R26 of smets1-tools(7).
 */
#ifndef ENGINE_EVIDENCE_COUNTS_H
#define ENGINE_EVIDENCE_COUNTS_H

#include "model/release.h"
#include "model/result.h"

enum evidence_standing { EVIDENCE_COUNTS, EVIDENCE_VOIDED,
			 EVIDENCE_OTHER_SMSO, EVIDENCE_OTHER_FIRMWARE };

bool evidence_voided(const struct result_row *r);
bool evidence_other_smso(const struct result_row *r,
			 const struct release_row *row);
/* *d: of the first device for which it did not. */
bool evidence_on_firmware(const struct result_row *r,
			  const struct release_row *row, enum device *d);
enum evidence_standing evidence_standing(const struct result_row *r,
					 const struct release_row *row);
/* "electricity meter ran on 24.01, the release has 24.02"; in the arena. */
struct span evidence_firmware_words(const struct result_row *r,
				    const struct release_row *row,
				    enum device d, struct arena *a);

#endif
