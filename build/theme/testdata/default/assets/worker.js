postMessage("a"  + "b");
