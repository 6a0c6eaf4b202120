/*
 * evidence_class.h - what tested combinations say about one that is not
 *
 * Whether two combinations are substantively equivalent is for the DCC to
 * consider; no test of it is public. All that is done here is to rank the
 * evidence. Against the tested combinations a candidate is
 *
 *	E0  identical: same device models, same WAN provider
 *	E1  every device model and every pair of them was tested
 *	E2  every device model was tested, some pair was not
 *	E3  the hardware was tested, some firmware on it was not
 *	E4  some hardware was not tested
 *
 * A hub with a WAN provider is a pair too: a product combination has both.
 * A device that is absent (NONE) is nothing that could be tested; only E0
 * asks that it be absent in both.
 *
 *	struct evidence_set set;
 *	struct evidence e;
 *
 *	evidence_set_init(&set);
 *	evidence_set_add(&set, &tested_row, true);
 *	evidence_classify(&set, &candidate, &arena, &e);
 *	evidence_set_release(&set);
 *
 * Cells are compared in canonical form (engine/canon.h). TBC and ? match
 * anything here and nowhere else, and are named in open_cells; a blank is
 * not stated, which is never a difference. `identical` is stricter: TBC is
 * then only TBC, and the SMSO must be the same too.
 *
 * The set keeps pointers to the rows it was given.
 *
 * Source: section "The queue" of dmct-queue(1); F2.10A of the Smart Energy
 * Code for what a product combination is.
 */
#ifndef ENGINE_EVIDENCE_CLASS_H
#define ENGINE_EVIDENCE_CLASS_H

#include "base/intern.h"
#include "model/epcl.h"

enum evidence_class { EVIDENCE_E0, EVIDENCE_E1, EVIDENCE_E2, EVIDENCE_E3,
		      EVIDENCE_E4 };

/* What can be new about a combination: device models, its WAN provider, its
 * SMSO. Two of different kinds make a pair. */
enum { THING_WAN = DEVICES, THING_SMSO, THINGS };

struct evidence_thing {
	uint32_t id[RELEASE_PARTS];	/* of canonical cells */
};

struct evidence_code {
	struct evidence_thing thing[THINGS];
};

struct evidence_set {
	struct intern names;
	VEC(const struct release_row *) tested;
	VEC(struct evidence_code) codes;
	VEC(bool) proves_mt;	/* its SMSO has passed Migration Testing */
};

/* One thing, or a pair of them (a < b); a == b is the thing alone. */
struct evidence_item {
	unsigned char a, b;
};

enum { EVIDENCE_ITEMS = 12 };	/* 4 models, 6 pairs, WAN, SMSO */

struct evidence {
	enum evidence_class class;
	bool identical;
	const struct release_row *nearest;	/* NULL: nothing was tested */
	unsigned models_changed;	/* devices in which the two differ */
	char same_wan, same_smso;	/* Y, N, ? */
	struct span new_models, new_pairs, open_cells;
};

void evidence_set_init(struct evidence_set *s);
void evidence_set_add(struct evidence_set *s, const struct release_row *what,
		      bool proves_mt);
void evidence_set_release(struct evidence_set *s);

void evidence_classify(struct evidence_set *s, const struct release_row *what,
		       struct arena *a, struct evidence *e);

/* The row that `identical` is about, or NULL. */
const struct release_row *evidence_identical(struct evidence_set *s,
					     const struct release_row *what);

const char *evidence_class_name(enum evidence_class c);		/* "E2" */

/* For engines that compare many: cells as numbers, and what there is. */
void evidence_encode(struct evidence_set *s, const struct release_row *what,
		     struct evidence_code *c);
bool evidence_absent(const struct evidence_code *c, unsigned thing);
bool evidence_fits(const struct evidence_thing *a,
		   const struct evidence_thing *b);
bool evidence_is_open(const struct evidence_thing *t);
unsigned evidence_items(const struct evidence_code *c,
			struct evidence_item items[EVIDENCE_ITEMS]);
/* Does a tested one of the set show this item of the candidate? */
bool evidence_shown(const struct evidence_set *s,
		    const struct evidence_code *c, struct evidence_item item);
/* Same hardware of a device, whatever firmware? */
bool evidence_same_hardware(const struct evidence_code *a,
			    const struct evidence_code *b, unsigned device);

#endif
