/*
 * The loop: ask what to do, journal it, commit, act, sleep. What comes while
 * it sleeps is judged and journalled at once, and committed with the next
 * round.
 */
#include "tools/sitrun_room.h"

#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "cli/msg.h"
#include "net/clock.h"
#include "net/wait.h"

enum { LINE_MS = 100, IDLE_MS = 60000 };

/* ---- signals ---- */

static int open_signals(sigset_t *before)
{
	sigset_t stop;

	sigemptyset(&stop);
	sigaddset(&stop, SIGINT);
	sigaddset(&stop, SIGTERM);
	sigaddset(&stop, SIGHUP);
	sigprocmask(SIG_BLOCK, &stop, before);
	return signalfd(-1, &stop, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void take_signals(struct sitrun_run *r, int fd)
{
	struct signalfd_siginfo info;

	while (read(fd, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
		if (r->interrupts++ == 0) {
			msg_note("stopping: no new request is sent; what is "
				 "under way is waited for; interrupt again "
				 "to stop at once");
			run_drain(r->run, sitrun_now(r));
		} else {
			run_stop(r->run);
		}
	}
}

static void await(struct sitrun_run *r, int signals, int64_t ms)
{
	if (net_wait(r->http, r->receiver, signals, ms))
		take_signals(r, signals);
}

/* ---- the loop ---- */

static int64_t wait_ms(const struct sitrun_run *r,
		       const struct run_action *action)
{
	const struct run_now now = sitrun_now(r);
	int64_t ms = IDLE_MS;

	if (action->real_ms != RUN_NEVER && action->real_ms - now.real_ms < ms)
		ms = action->real_ms - now.real_ms;
	if (!r->clock.admin && action->clock_ms != RUN_NEVER &&
	    action->clock_ms - now.clock_ms < ms)
		ms = action->clock_ms - now.clock_ms;
	if (sitrun_say_shown(r) && ms > LINE_MS)
		ms = LINE_MS;
	return ms > 0 ? ms : 0;
}

static enum run_verb turn(struct sitrun_run *r, struct run_action *action)
{
	enum run_verb verb;

	r->moved = false;
	while ((verb = run_next(r->run, sitrun_now(r), action)) == RUN_SEND)
		sitrun_prepare(r, action);
	return verb;
}

static bool loop(struct sitrun_run *r, int signals)
{
	struct run_action action;
	enum run_verb verb;

	for (;;) {
		verb = turn(r, &action);
		if (!sitrun_send(r))
			return false;
		sitrun_say_now(r);
		if (verb == RUN_DONE)
			break;
		if (verb == RUN_MOVE_CLOCK) {
			sitrun_clock_move(r, action.clock_ms);
			if (r->clock.failed || r->broken)
				return false;
			await(r, signals, 0);
			continue;
		}
		await(r, signals, wait_ms(r, &action));
		/* what came meanwhile shares the commit: half as many */
		if (r->moved)
			await(r, signals, 0);
	}
	r->stopped = action.stopped;
	return true;
}

bool sitrun_loop(struct sitrun_run *r)
{
	sigset_t before;
	const int signals = open_signals(&before);
	bool ok;

	ok = loop(r, signals);
	if (signals >= 0)
		close(signals);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return ok;
}
