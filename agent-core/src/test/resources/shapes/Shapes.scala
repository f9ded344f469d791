package shapes.scala

import java.util.concurrent.Callable

trait Fetching {
  def fetch(work: Callable[Object]): Object = work.call()
}

trait Caching extends Fetching {
  override def fetch(work: Callable[Object]): Object = super.fetch(work)
}

class Shop extends Fetching

class CachingShop extends Fetching with Caching

class Counting {
  def fetch(work: Callable[Object], times: Int = 1): Object = work.call()
}

object Stock {
  def fetch(work: Callable[Object]): Object = work.call()
}

class Calls

object Calls {
  def mixedIn(work: Callable[Object]): Object = new Shop().fetch(work)

  def defaultArguments(work: Callable[Object]): Object = new Counting().fetch(work)

  def stacked(work: Callable[Object]): Object = new CachingShop().fetch(work)
}
