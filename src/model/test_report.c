#include "model/test_report.h"

void test_report_release(struct test_report *r)
{
	for (size_t i = 0; i < r->suites.n; i++)
		vec_release(&r->suites.v[i].properties);
	vec_release(&r->suites);
	vec_release(&r->cases);
	arena_release(&r->arena);
}
