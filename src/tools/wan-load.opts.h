/* Options of wan-load. Columns: see cli/options.h. */
OPT(meters, LIST, 0, "meters", "[FUEL=]N", "",
    "how many meters there are, in all or of electricity and gas",
    "Count N meters, whatever the table or the scenario says. With electricity=N and gas=N, given one after the other, each service counts those of its fuel.")
OPT(reads, LIST, 0, "reads", "SERVICE=N", "",
    "how often a service is used: N a day, or N/month, N/year",
    "Count N uses of SERVICE a day for each meter, or N/month (a twelfth of 365 days) or N/year, whatever the table says. May be repeated.")
OPT(window, STRING, 0, "window", "HH:MM-HH:MM", "",
    "when meters are read, or firmware is sent (local times)",
    "Collect every meter, or with --firmware send, between these local times of each day; an end before the start is on the next day.")
OPT(fit, STRING, 0, "fit", "RATE", "",
    "which services does a link of RATE serve in time",
    "Say of every service how long its message takes on a link of RATE to one meter, and whether that is in time; the status is 1 if one is not. RATE is in kbps, or ends in bps, kbps or Mbps.")
OPT(scenario, LIST, 0, "scenario", "FILE", "",
    "compare scenarios over their contract life (JSON)",
    "Write the phases of the scenario in FILE, and the whole of it, instead of the services; see wan-services(5). May be repeated, to put scenarios side by side.")
OPT(firmware, STRING, 0, "firmware", "RATE", "",
    "how long one round of firmware takes on a channel of RATE",
    "Write how long it takes to send one image to each of --meters meters, one after the other on each channel of RATE, instead of the services.")
OPT(image, COUNT, 0, "image", "BYTES", "",
    "size of the firmware image (default: that of the table)",
    "With --firmware: an image of BYTES, in a message of 96 bytes more, instead of the service of the table whose name begins with firmware.")
OPT(channels, COUNT, 0, "channels", "N", "",
    "channels that send at a time (default 1)",
    "With --firmware: N channels of RATE each, the meters spread evenly over them.")
OPT(share, DECIMAL, 0, "share", "PERCENT", "",
    "part of a channel that firmware may use (default 100)",
    "With --firmware: leave the rest of each channel to other traffic.")
OPT(explain, FLAG, 0, "explain", "", "",
    "write the arithmetic of every figure with its inputs",
    "Write one row for each figure instead: the inputs, how they are joined, and what comes out. Goes with the services, --fit, --scenario and --firmware.")
