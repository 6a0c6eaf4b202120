/*
 * Runs every suite of suites.h and says TAP. One suite alone:
 *
 *	CK_RUN_SUITE=span tests/unit/unit
 *
 * and, to stay in one process for a debugger, CK_FORK=no.
 */
#include <check.h>
#include <stdlib.h>

#define SUITE(name) Suite *name##_suite(void);
#include "suites.h"
#undef SUITE

/*
 * Check gives a child to each test and reads what it asserts, word by word.
 * What the address sanitizer keeps of that in quarantine is copied into every
 * child and searched for leaks at its end: of 256 MB that took most of the
 * time. Read by the sanitizer's run time, if it is there.
 */
const char *__asan_default_options(void)
{
	return "quarantine_size_mb=16";
}

int main(void)
{
	SRunner *runner;
	int failed;

	/* Check's 4 seconds are too few for a sanitized run on a busy
	 * machine; a hanging test still ends. */
	setenv("CK_DEFAULT_TIMEOUT", "60", 0);
	runner = srunner_create(NULL);
#define SUITE(name) srunner_add_suite(runner, name##_suite());
#include "suites.h"
#undef SUITE
	srunner_set_tap(runner, "-");
	srunner_run_all(runner, CK_SILENT);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
