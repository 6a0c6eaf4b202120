/*
 * scan_set.c - which instruction set to scan with, on this machine
 */
#include "file/scan_room.h"

#include <string.h>

bool scan_has(enum scan_set set)
{
	switch (set) {
#if defined(__x86_64__)
	case SCAN_SSE2:
		return true;
	case SCAN_AVX2:
		return __builtin_cpu_supports("avx2") &&
		       __builtin_cpu_supports("bmi") &&
		       __builtin_cpu_supports("bmi2") &&
		       __builtin_cpu_supports("popcnt") &&
		       __builtin_cpu_supports("pclmul");
	case SCAN_AVX512:
		return scan_has(SCAN_AVX2) &&
		       __builtin_cpu_supports("avx512f") &&
		       __builtin_cpu_supports("avx512bw") &&
		       __builtin_cpu_supports("avx512vbmi2");
#endif
	case SCAN_BEST:
	case SCAN_PLAIN:
		return true;
	default:
		return false;
	}
}

bool scan_set_named(const char *name, enum scan_set *set)
{
	static const char *const names[] = {
		[SCAN_BEST] = "best", [SCAN_PLAIN] = "plain",
		[SCAN_SSE2] = "sse2", [SCAN_AVX2] = "avx2",
		[SCAN_AVX512] = "avx512",
	};

	for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(name, names[i]) == 0) {
			*set = (enum scan_set)i;
			return scan_has(*set);
		}
	}
	return false;
}

const struct scan_engine *scan_engine_of(enum scan_set set)
{
#define ENGINE(set)	{ scan_window_##set, scan_quotes_##set }
	static const struct scan_engine plain = ENGINE(plain);
#if defined(__x86_64__)
	static const struct scan_engine sse2 = ENGINE(sse2);
	static const struct scan_engine avx2 = ENGINE(avx2);
	static const struct scan_engine avx512 = ENGINE(avx512);

	if (set == SCAN_BEST)
		set = scan_has(SCAN_AVX512) ? SCAN_AVX512 :
		      scan_has(SCAN_AVX2) ? SCAN_AVX2 : SCAN_SSE2;
	if (set == SCAN_AVX512)
		return &avx512;
	if (set == SCAN_AVX2)
		return &avx2;
	if (set == SCAN_SSE2)
		return &sse2;
#else
	(void)set;
#endif
#undef ENGINE
	return &plain;
}
