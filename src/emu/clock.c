/* Whole numbers all the way: the same on any machine. */
#include "emu/clock.h"

#include <time.h>

static int64_t read_clock(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t emu_real_ms(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

int64_t emu_calendar_ms(void)
{
	return read_clock(CLOCK_REALTIME);
}

void emu_clock_init(struct emu_clock *c, int64_t start_ms,
		    uint64_t factor_milli)
{
	*c = (struct emu_clock){ .start_ms = start_ms,
				 .factor_milli = factor_milli,
				 .real_start_ms = emu_real_ms() };
}

int64_t emu_clock_now(const struct emu_clock *c)
{
	const int64_t real = emu_real_ms() - c->real_start_ms;

	return c->start_ms + c->advanced_ms +
	       real * (int64_t)c->factor_milli / 1000;
}

void emu_clock_advance(struct emu_clock *c, uint64_t ms)
{
	c->advanced_ms += (int64_t)ms;
}

int64_t emu_clock_until(const struct emu_clock *c, int64_t at)
{
	const int64_t left = at - emu_clock_now(c);

	if (left <= 0)
		return 0;
	if (c->factor_milli == 0)
		return EMU_NEVER;
	return left / (int64_t)c->factor_milli * 1000 +
	       left % (int64_t)c->factor_milli * 1000 /
	       (int64_t)c->factor_milli + 1;
}
