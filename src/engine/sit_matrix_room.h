/* sit_matrix_room.h - what the files of engine/sit_matrix share */
#ifndef ENGINE_SIT_MATRIX_ROOM_H
#define ENGINE_SIT_MATRIX_ROOM_H

#include "base/buf.h"
#include "engine/sit_matrix.h"

struct lists {			/* of a cell or combination, as it is made */
	struct buf cycles, issues, requirements, firmware[DEVICES];
};

struct matrixer {
	const struct matrix_ask *ask;
	struct matrix *m;
	struct intern cell_keys, combination_keys;
	struct intern release_keys;	/* canonical: place in the release */
	VEC(struct lists) cell_lists, combination_lists;
	VEC(struct matrix_cell) orphans;
};

void matrix_lists_take(struct lists *l, struct matrix *m,
		       struct matrix_cell *cell);

/* The combinations of the release, with the devices that they have. */
void matrix_take_release(struct matrixer *x);
const struct release_row *matrix_release_row(const struct matrixer *x,
					     struct span ppc_id);
/* Made where there is none; its address dies with the next one. */
struct matrix_combination *matrix_combination_of(struct matrixer *x,
						 struct span ppc_id);

/* Adds the cells that ought to be there. */
void matrix_uncovered(struct matrixer *x);

#endif
