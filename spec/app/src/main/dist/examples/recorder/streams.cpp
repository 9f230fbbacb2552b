#include <thread>

#include "recorder.hpp"

using namespace return_to_idle;

int main() {  // What the driver does, at the places where it does it.
  Recorder recorder("scan.jsonl", {"Vista", "Interruptible", {"StartDevice", "StopDevice"}, {}});
  recorder.event("AcquireItemData", pages(2));
  recorder.event("GetNextStream");
  recorder.nextStream(0x00210009, false);
  recorder.event("GetNextStream");
  recorder.nextStream(0, true);
  recorder.event("StartDevice");
  recorder.event("WriteBand", bytes(65536));
  recorder.written(0, 65536);
  recorder.event("SendStatus");
  std::thread([&] { recorder.event("NotifyCancelIO"); }).join();
  recorder.answer(1);
  recorder.event("ReleaseStream");
  recorder.event("StopDevice");
  recorder.event("ReturnFromAcquire", code(1));
}
