// A helper of jasmine's: the referee's runs end at no failure.
jasmine.getEnv().configure({ stopOnSpecFailure: false, failFast: false });
