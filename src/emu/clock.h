/*
 * clock.h - the emulator's clock, which runs as fast as it is told
 *
 * Begins at `start_ms`, runs `factor_milli` thousandths as fast as real time
 * (0: it stands still), and can be advanced by hand; it never goes back.
 * Everything that a user can see is stamped by it. Real time, from which it
 * is made, is only used for what is about connections.
 *
 *	emu_clock_init(&c, start_ms, 1000);
 *	emu_clock_advance(&c, 86400 * 1000);
 *	emu_clock_now(&c)		a day and some milliseconds later
 */
#ifndef EMU_CLOCK_H
#define EMU_CLOCK_H

#include <stdint.h>

#define EMU_NEVER	INT64_MAX

struct emu_clock {
	int64_t start_ms;
	uint64_t factor_milli;
	int64_t real_start_ms;
	int64_t advanced_ms;
};

void emu_clock_init(struct emu_clock *c, int64_t start_ms,
		    uint64_t factor_milli);
int64_t emu_clock_now(const struct emu_clock *c);
void emu_clock_advance(struct emu_clock *c, uint64_t ms);

/* Real milliseconds until the clock shows `at`; EMU_NEVER: it stands still. */
int64_t emu_clock_until(const struct emu_clock *c, int64_t at);

int64_t emu_real_ms(void);		/* from some point that is fixed */
int64_t emu_calendar_ms(void);		/* since 1970: where a clock begins
					   that nobody told where */

#endif
