/*
 * The driver's side of the line protocol, version 2 (spec/DRIVER-PROCESS.md): each call to the
 * outside writes a line and waits for the answer. What the service wants comes in between.
 */
#ifndef RETURN_TO_IDLE_KIT_H
#define RETURN_TO_IDLE_KIT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define S_OK 0x00000000u
#define S_FALSE 0x00000001u
#define E_ABORT 0x80004004u

typedef unsigned int HRESULT_CODE;

/* What the driver has to have. */
/* "Asynchronous" or "NotAsynchronous", and capabilities behind it: "... CancelsByItself". */
static const char *driver_claims(void);
static void driver_reset(void);
static HRESULT_CODE driver_acquire(int windows_me);
static void driver_cancel_io(void); /* drvNotifyPnpEvent with WIA_EVENT_CANCEL_IO */

enum read_result {
  READ_BAND,
  READ_LAST_BAND,
  READ_NOT_READY,
  READ_BUTTON,
  READ_FAULT,
  READ_GIVEN_UP
};

struct read {
  enum read_result result;
  int transfer, number;  /* of the band */
  HRESULT_CODE fault;
};

static char kit_line[256];

static void kit_say(const char *line) {
  puts(line);
  fflush(stdout);
}

/* The next line that is not for the service: the answer to a call. */
static const char *kit_next(void) {
  while (fgets(kit_line, sizeof kit_line, stdin)) {
    kit_line[strcspn(kit_line, "\r\n")] = '\0';
    if (!strcmp(kit_line, "NotifyCancelIO")) {
      driver_cancel_io();
      kit_say("Notified");
    } else if (!strcmp(kit_line, "NotifyOtherEvent")) {
      kit_say("Notified");
    } else if (!strncmp(kit_line, "AcquireItemDataAgain ", 21)) {
      kit_say("AnswerBusy");
    } else {
      return kit_line;
    }
  }
  exit(0); /* The kit has closed our input: it needs us no more. */
}

static const char *kit_call(const char *line) {
  kit_say(line);
  return kit_next();
}

static inline void device_start(void) { kit_call("StartDevice"); }

/* S_OK if it has started; else its fault, and then it is not stopped, either. */
static inline HRESULT_CODE device_try_start(void) {
  HRESULT_CODE fault = S_OK;
  sscanf(kit_call("TryStart"), "StartFails %x", &fault);
  return fault;
}

static void device_stop(void) { kit_call("StopDevice"); }
static void device_submit_read(void) { kit_call("SubmitRead"); }
static inline void device_interrupt_read(void) { kit_say("InterruptRead"); /* has no answer */ }

static struct read device_await_read(void) {
  struct read read = {READ_GIVEN_UP, 0, 0, 0};
  const char *answer = kit_call("AwaitRead");
  if (sscanf(answer, "ReadBand %d %d", &read.transfer, &read.number) == 2) {
    read.result = READ_BAND;
  } else if (sscanf(answer, "ReadLastBand %d %d", &read.transfer, &read.number) == 2) {
    read.result = READ_LAST_BAND;
  } else if (sscanf(answer, "ReadFault %x", &read.fault) == 1) {
    read.result = READ_FAULT;
  } else if (!strcmp(answer, "ReadButton")) {
    read.result = READ_BUTTON;
  } else if (!strcmp(answer, "ReadNotReady")) {
    read.result = READ_NOT_READY;
  }
  return read;
}

/* MiniDrvCallback: with a band, or as a sign of life. */
static HRESULT_CODE callback(const struct read *band) {
  char line[64] = "SendStatus";
  HRESULT_CODE code = S_OK;
  if (band) {
    sprintf(line, "DeliverBand %d %d", band->transfer, band->number);
  }
  sscanf(kit_call(line), "%*s %x", &code);
  return code;
}

int main(void) {
  char line[256];
  kit_next(); /* Hello 1, from a kit of any version */
  snprintf(line, sizeof line, "Driver 2 %s", driver_claims());
  kit_say(line);
  for (;;) {
    const char *request = kit_next();
    if (!strcmp(request, "Reset")) {
      driver_reset();
      kit_say("Ready");
    } else {
      HRESULT_CODE code = driver_acquire(!strcmp(request, "AcquireItemData Me"));
      sprintf(line, "ReturnFromAcquire 0x%08X", code);
      kit_say(line);
    }
  }
}

#endif
