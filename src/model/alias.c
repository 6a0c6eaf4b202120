/* The end of an alias table. */
#include "model/alias.h"

void alias_table_release(struct alias_table *t)
{
	vec_release(&t->aliases);
	vec_release(&t->known);
	arena_release(&t->arena);
}
