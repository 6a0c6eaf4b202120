#include "net/wait.h"

#include <poll.h>
#include <string.h>

#include "net/http_room.h"
#include "net/pipe.h"
#include "net/receiver.h"

enum { LONGEST_MS = 3600000 };

void net_pipe_ignore(struct net_pipe_guard *g)
{
	struct sigaction ignore;

	memset(&ignore, 0, sizeof(ignore));
	ignore.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &ignore, &g->before);
}

void net_pipe_restore(const struct net_pipe_guard *g)
{
	sigaction(SIGPIPE, &g->before, NULL);
}

static int how_long(struct net_http *h, struct net_receiver *r,
		    int64_t wait_ms)
{
	if (r && net_receiver_wait_ms(r) < wait_ms)
		wait_ms = net_receiver_wait_ms(r);
	if (h && net_http_ready(h))
		wait_ms = 0;
	if (wait_ms < 0)
		wait_ms = 0;
	return wait_ms > LONGEST_MS ? LONGEST_MS : (int)wait_ms;
}

/* Which of the n are readable, as bits. */
static unsigned sleep_on(struct net_http *h, const int *fds, unsigned n,
			 int wait_ms)
{
	struct curl_waitfd wait[2] = { { 0 } };
	struct pollfd plain[2] = { { 0 } };
	unsigned ready = 0;

	for (unsigned i = 0; i < n; i++) {
		wait[i].fd = plain[i].fd = fds[i];
		wait[i].events = CURL_WAIT_POLLIN;
		plain[i].events = POLLIN;
	}
	if (h)
		curl_multi_poll(h->multi, wait, n, wait_ms, NULL);
	else if (poll(plain, n, wait_ms) < 0)
		return 0;
	for (unsigned i = 0; i < n; i++)
		if (h ? wait[i].revents : plain[i].revents)
			ready |= 1U << i;
	return ready;
}

bool net_wait(struct net_http *h, struct net_receiver *r, int signal_fd,
	      int64_t wait_ms)
{
	struct net_pipe_guard guard;
	unsigned n = 0, ready;
	bool told = false;
	int fds[2];

	if (signal_fd >= 0)
		fds[n++] = signal_fd;
	if (r)
		fds[n++] = net_receiver_fd(r);
	ready = sleep_on(h, fds, n, how_long(h, r, wait_ms));
	if (signal_fd >= 0)
		told = ready & 1;
	net_pipe_ignore(&guard);
	if (h)
		net_http_run(h);
	if (r)
		net_receiver_run(r);
	net_pipe_restore(&guard);
	return told;
}
