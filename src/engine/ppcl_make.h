/*
 * ppcl_make.h - a selection, and what went before, to the next release
 *
 *	struct ppcl_make m = { .picks = &picks, .previous = &old,
 *		.previous_file = "ppcl-2.10.csv", .reg = &reg,
 *		.as_of = DATE_NONE, .diag = &diag };
 *	release_set_number(&r, SPAN("2.11"));
 *	ppcl_make(&m, &r);
 *
 * Firmware first: each TBC of a selected row takes its image from the
 * register (engine/ppcl_firmware.h), or stays TBC (note PPCL027).
 *
 * Then ids (R21). A row of the selection is one of the previous release if,
 * in this order, for rows that are still free on both sides:
 *
 *	1. id and migration key are the same
 *	2. the migration key is the same, electricity meter firmware apart
 *	   where that tells no two rows apart
 *	3. the id is the same, and so is all but the firmware
 *
 * It keeps that row's id and note. All others get new ids behind the highest
 * ever used, in order of the selection's ids; the nearest free row of the
 * previous release is named (note PPCL021). Why not by id alone: the ids of
 * a selection are made anew from the ranks of the day.
 *
 * Then what may not be: an image that was final and is none any more
 * (PPCL022), a number that is not higher (PPCL019). The share of the list is
 * computed from counts where there are any.
 *
 * Findings are added; the caller looks at the diag. Strings of r are its own.
 */
#ifndef ENGINE_PPCL_MAKE_H
#define ENGINE_PPCL_MAKE_H

#include "base/diag.h"
#include "model/firmware.h"
#include "model/pick.h"

struct ppcl_make {
	const struct picks *picks;
	const struct release *previous;		/* NULL: none */
	const char *previous_file;
	const struct firmware_register *reg;	/* NULL: none */
	int32_t as_of;				/* DATE_NONE: no limit */
	struct diag *diag;
};

void ppcl_make(const struct ppcl_make *m, struct release *r);

#endif
