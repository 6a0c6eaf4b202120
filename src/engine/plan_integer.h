/*
 * plan_integer.h - whole attempts from the solution of the programme
 *
 * A solution has few cells that are not whole: at most one for each row that
 * binds. They are rounded down, by stage, period and class, never above what
 * capacity, firmware or returned failures allow; what that leaves over is
 * given back to the room that is left:
 *
 *	1. to the cells that lost most, one attempt each (largest remainder,
 *	   then the order of cells)
 *	2. by class, the heaviest first, then in order: each in the earliest
 *	   period with room, with firmware before it where it must
 *	3. attempts are moved from the latest to the earliest period with room
 *	   that a milestone needs, then any; what that frees is filled again
 *
 *	4. whom the programme migrates and rounding does not is squeezed in:
 *	   others, that can go later, make room
 *
 * So the result is feasible in integers, and no single attempt more fits in.
 * How far it is from the best is the plan's gap, which is printed.
 */
#ifndef ENGINE_PLAN_INTEGER_H
#define ENGINE_PLAN_INTEGER_H

#include "engine/plan_grid.h"

struct plan_wish {
	const double *x;	/* by cell */
	double peak;		/* attempts a day, as the programme found; only
				 * where the peak is a goal, else negative */
	bool hold_back;		/* a goal gave way on purpose: no class gets
				 * more than the programme gave it */
	bool stay;			/* changes count: move nothing */
};

/* n: by cell, all zero on entry. */
void plan_integer(const struct plan_grid *g, const struct plan_wish *wish,
		  uint64_t *n);

#endif
