/* The life of picks. */
#include "model/pick.h"

void picks_release(struct picks *p)
{
	vec_release(&p->pick);
	release_release(&p->rows);
}
